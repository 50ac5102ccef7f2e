//! What the kernel says about a process: `/proc`.

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::path::Path;
use std::time::Duration;

use nix::unistd::{Pid, SysconfVar, sysconf};

/// What a process is doing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// It runs, or could.
    Runs,
    /// It sleeps in this system call, such as `flock`, until something wakes it.
    Sleeps(String),
    /// It sleeps in this system call, which ends by itself after a time.
    Naps(String),
    /// A signal has stopped it.
    Stopped,
    /// It has ended, and its parent has not waited for it.
    Zombie,
    /// There is no such process.
    Gone,
}

impl fmt::Display for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            State::Runs => f.write_str("runs"),
            State::Sleeps(call) => write!(f, "sleeps in {call}"),
            State::Naps(call) => write!(f, "sleeps for a time in {call}"),
            State::Stopped => f.write_str("is stopped by a signal"),
            State::Zombie => f.write_str("is a zombie"),
            State::Gone => f.write_str("is gone"),
        }
    }
}

/// The fields of a `stat` file of `/proc` behind the name; the first is the state.
fn stat(folder: &str) -> Option<Vec<String>> {
    let text = fs::read_to_string(format!("{folder}/stat")).ok()?;
    // The name is in parentheses, and may hold some itself.
    let (_, fields) = text.rsplit_once(')')?;
    Some(fields.split_whitespace().map(String::from).collect())
}

/// Whether a process has ended, or is on its way out. One whose files are closed already may still be seen running.
pub(crate) fn ends(pid: Pid) -> bool {
    /// `PF_EXITING` of the kernel, in the flags of `stat`.
    const EXITING: u64 = 4;
    let flags = stat(&format!("/proc/{pid}")).and_then(|fields| fields.get(6)?.parse::<u64>().ok());
    flags.is_none_or(|flags| flags & EXITING != 0)
}

/// The folders of a process's threads; the first is that of its main thread.
fn threads(pid: Pid) -> Vec<String> {
    let folder = format!("/proc/{pid}/task");
    let mut numbers: Vec<i32> = fs::read_dir(&folder)
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| entry.file_name().to_str()?.parse().ok())
        .collect();
    numbers.sort_unstable();
    numbers.into_iter().map(|thread| format!("{folder}/{thread}")).collect()
}

/// What `pid` is doing now. If it has several threads: what the busiest of them does.
pub fn state(pid: Pid) -> State {
    let states: Vec<State> = threads(pid).iter().map(|folder| state_in(folder)).collect();
    let main = states.first().cloned().unwrap_or(State::Gone);
    let busier = states.iter().find(|state| **state == State::Runs);
    let napping = states.iter().find(|state| matches!(state, State::Naps(_)));
    busier.or(napping).cloned().unwrap_or(main)
}

fn state_in(folder: &str) -> State {
    let Some(letter) = stat(folder).and_then(|fields| fields.into_iter().next()) else {
        return State::Gone;
    };
    match letter.as_str() {
        "S" => asleep(folder),
        "T" | "t" => State::Stopped,
        "Z" => State::Zombie,
        "X" | "x" => State::Gone,
        // `D` waits for a disk, which answers.
        _ => State::Runs,
    }
}

fn asleep(folder: &str) -> State {
    let line = fs::read_to_string(format!("{folder}/syscall")).unwrap_or_default();
    let mut words = line.split_whitespace();
    // "running" if it woke meanwhile; -1 if it sleeps outside of a system call.
    let number = words.next().and_then(|word| word.parse::<i64>().ok()).filter(|&n| n >= 0);
    let Some(number) = number else { return State::Runs };
    let arguments: Vec<u64> = words
        .filter_map(|word| u64::from_str_radix(word.trim_start_matches("0x"), 16).ok())
        .collect();
    let argument = |at: usize| arguments.get(at).copied().unwrap_or_default();
    let Some((_, name, limit)) = CALLS.iter().find(|(n, ..)| *n == number) else {
        return State::Sleeps(format!("system call {number}"));
    };
    let ends_by_itself = match *limit {
        Limit::Never => false,
        Limit::Always => true,
        Limit::UnlessNull(at) => argument(at) != 0,
        Limit::Milliseconds(at) => (0..FOR_EVER).contains(&(argument(at) as i32)),
    };
    let state = if ends_by_itself { State::Naps } else { State::Sleeps };
    state((*name).to_owned())
}

/// Whether a system call ends by itself.
#[derive(Clone, Copy)]
enum Limit {
    Never,
    Always,
    /// Its argument number so many points to a time, or is null.
    UnlessNull(usize),
    /// Its argument number so many is a time in milliseconds, or negative; a long one is as good as none.
    Milliseconds(usize),
}

/// In milliseconds: longer than any test may take.
const FOR_EVER: i32 = 600_000;

/// The calls in which a process may sleep.
const CALLS: &[(i64, &str, Limit)] = &[
    (libc::SYS_read, "read", Limit::Never),
    (libc::SYS_write, "write", Limit::Never),
    (libc::SYS_readv, "readv", Limit::Never),
    (libc::SYS_writev, "writev", Limit::Never),
    (libc::SYS_openat, "open", Limit::Never),
    (libc::SYS_flock, "flock", Limit::Never),
    (libc::SYS_fcntl, "fcntl", Limit::Never),
    (libc::SYS_wait4, "wait", Limit::Never),
    (libc::SYS_waitid, "wait", Limit::Never),
    (libc::SYS_recvfrom, "recv", Limit::Never),
    (libc::SYS_recvmsg, "recv", Limit::Never),
    (libc::SYS_sendto, "send", Limit::Never),
    (libc::SYS_sendmsg, "send", Limit::Never),
    (libc::SYS_accept, "accept", Limit::Never),
    (libc::SYS_accept4, "accept", Limit::Never),
    (libc::SYS_connect, "connect", Limit::Never),
    (libc::SYS_rt_sigsuspend, "sigsuspend", Limit::Never),
    (libc::SYS_rt_sigtimedwait, "sigwait", Limit::UnlessNull(2)),
    (libc::SYS_futex, "futex", Limit::UnlessNull(3)),
    (libc::SYS_nanosleep, "nanosleep", Limit::Always),
    (libc::SYS_clock_nanosleep, "nanosleep", Limit::Always),
    (libc::SYS_ppoll, "poll", Limit::UnlessNull(2)),
    (libc::SYS_pselect6, "select", Limit::UnlessNull(4)),
    (libc::SYS_epoll_pwait, "epoll_wait", Limit::Milliseconds(3)),
    (libc::SYS_semtimedop, "semop", Limit::UnlessNull(3)),
    #[cfg(target_arch = "x86_64")]
    (libc::SYS_poll, "poll", Limit::Milliseconds(2)),
    #[cfg(target_arch = "x86_64")]
    (libc::SYS_select, "select", Limit::UnlessNull(4)),
    #[cfg(target_arch = "x86_64")]
    (libc::SYS_epoll_wait, "epoll_wait", Limit::Milliseconds(3)),
    #[cfg(target_arch = "x86_64")]
    (libc::SYS_pause, "pause", Limit::Never),
];

/// The name of a system call, as far as it is one of those above.
pub(crate) fn call_name(number: i64) -> Option<&'static str> {
    CALLS.iter().find(|(n, ..)| *n == number).map(|(_, name, _)| *name)
}

/// How much a process has done so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Effort {
    /// How often it has gone to sleep.
    pub(crate) naps: u64,
    /// How often it has been taken off the processor, or has given it up, and did not go to sleep.
    pub(crate) yields: u64,
    /// How long it has run, in nanoseconds.
    pub(crate) ran: u64,
}

impl Effort {
    /// Whether a process that looks for something again and again has looked since.
    pub(crate) fn is_a_round_after(self, then: Effort) -> bool {
        /// In nanoseconds.
        const LOOKS: u64 = 2_000_000;
        self.naps >= then.naps + 2 || self.yields >= then.yields + 2 || self.ran > then.ran + LOOKS
    }
}

/// How much a process has done, all its threads together.
pub(crate) fn effort(pid: Pid) -> Effort {
    let mut sum = Effort::default();
    for folder in threads(pid) {
        let status = fs::read_to_string(format!("{folder}/status")).unwrap_or_default();
        let count = |name: &str| {
            let line = status.lines().find_map(|line| line.strip_prefix(name));
            line.and_then(|number| number.trim().parse().ok()).unwrap_or(0)
        };
        let times = fs::read_to_string(folder + "/schedstat").unwrap_or_default();
        let ran = times.split_whitespace().next().and_then(|word| word.parse().ok());
        sum.naps += count("voluntary_ctxt_switches:");
        sum.yields += count("nonvoluntary_ctxt_switches:");
        sum.ran += ran.unwrap_or(0);
    }
    sum
}

/// How long a process has computed, with the children that it has waited for. The kernel counts in hundredths of a
/// second.
pub(crate) fn computed(pid: Pid) -> Duration {
    let Some(fields) = stat(&format!("/proc/{pid}")) else { return Duration::ZERO };
    // User and system time of its own, then those of its children: fields 14 to 17 of proc_pid_stat(5).
    let ticks = fields.iter().skip(11).take(4).filter_map(|field| field.parse::<u32>().ok());
    let second = sysconf(SysconfVar::CLK_TCK).ok().flatten().unwrap_or(100);
    Duration::from_secs(1) * ticks.sum::<u32>() / second as u32
}

/// The parent of a process.
pub fn parent(pid: Pid) -> Option<Pid> {
    stat(&format!("/proc/{pid}"))?.get(1)?.parse().ok().map(Pid::from_raw)
}

/// The children of a process, with zombies. One that is born or ends meanwhile may hide another.
pub(crate) fn children(pid: Pid) -> Vec<Pid> {
    let lists = threads(pid).into_iter().map(|folder| fs::read_to_string(folder + "/children"));
    let lists: String = lists.map(Result::unwrap_or_default).collect();
    lists.split_whitespace().filter_map(|word| word.parse().ok()).map(Pid::from_raw).collect()
}

/// All living processes below `root`, parents before their children; zombies are among them.
pub fn descendants(root: Pid) -> Vec<Pid> {
    let mut children: BTreeMap<i32, Vec<i32>> = BTreeMap::new();
    for entry in fs::read_dir("/proc").into_iter().flatten().flatten() {
        let Some(pid) = entry.file_name().to_str().and_then(|name| name.parse::<i32>().ok()) else {
            continue;
        };
        if let Some(parent) = parent(Pid::from_raw(pid)) {
            children.entry(parent.as_raw()).or_default().push(pid);
        }
    }
    let mut found = vec![root.as_raw()];
    let mut at = 0;
    while at < found.len() {
        found.extend(children.remove(&found[at]).unwrap_or_default());
        at += 1;
    }
    found.into_iter().skip(1).map(Pid::from_raw).collect()
}

/// A process in words: what it runs, unless it is a fork of this program, and what it is doing.
pub(crate) fn told(pid: Pid) -> String {
    let program = |who: &str| fs::read_link(format!("/proc/{who}/exe")).ok();
    let other = program(&pid.to_string()).filter(|path| Some(path) != program("self").as_ref());
    let name = other.as_deref().and_then(Path::file_name);
    let name = name.map_or(String::new(), |name| format!(" that runs `{}`", name.display()));
    format!("a process{name}: it {}", state(pid))
}

/// The open descriptors of this process: number, and what each one is.
pub fn descriptors() -> BTreeMap<i32, String> {
    let Ok(entries) = fs::read_dir("/proc/self/fd") else { return BTreeMap::new() };
    let numbers: Vec<i32> =
        entries.flatten().filter_map(|entry| entry.file_name().to_str()?.parse().ok()).collect();
    let target = |fd: i32| fs::read_link(format!("/proc/self/fd/{fd}")).ok();
    // The descriptor with which the folder was read is closed by now.
    numbers.into_iter().filter_map(|fd| Some((fd, shown(&target(fd)?)))).collect()
}

fn shown(target: &Path) -> String {
    let text = target.display().to_string();
    match text.split_once(':') {
        Some(("pipe", _)) => "a pipe".into(),
        Some(("socket", _)) => "a socket".into(),
        _ => text.strip_prefix("/memfd:").map_or(text.clone(), |name| format!("the memfd {name}")),
    }
}
