//! Runs one test in a process of its own, with limits, and sees to it that nothing is left of it.

use std::fs::{self, File};
use std::io::{self, Write};
use std::panic::catch_unwind;
use std::path::Path;
use std::rc::Rc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering::*};
use std::thread;
use std::time::Duration;

use interleave::{Report, Verdict};
use nix::errno::Errno;
use nix::sys::prctl;
use nix::sys::resource::{Resource, setrlimit};
use nix::sys::signal::{SaFlags, SigAction, SigHandler, SigSet, Signal, kill, killpg, sigaction};
use nix::sys::wait::{WaitPidFlag, WaitStatus, waitpid};
use nix::unistd::{ForkResult, Pid, dup2_stderr, dup2_stdout, fork, getpid, setpgid};

use crate::folder::Folder;
use crate::limits::{self, Enough, Used, states};
use crate::log::Log;
use crate::process::{self, State};
use crate::scene::Scene;
use crate::settled::Watch;
use crate::shared::{Shared, Zeroed};
use crate::{actor, leftovers, report};

/// How much memory each process may have, in bytes, and how large a file may grow.
const MEMORY: u64 = 1 << 30;
const FILE: u64 = 64 << 20;
/// How often the test's process is looked at.
const NAP: Duration = Duration::from_micros(500);
/// Every so many looks, all that came of it is looked at as well.
const COUNT: usize = 4;

/// What the test's process tells at its end, in shared memory: an exit code can come from anywhere.
struct Word {
    /// 1: the test passed; 2: it failed, and has said why.
    done: AtomicU32,
    /// 1: a child has come out of the code under test; 2: in a panic.
    escaped: AtomicU32,
}

// SAFETY: it is made of atomics, for which zero is a value.
unsafe impl Zeroed for Word {}

/// Whether Ctrl-C or SIGTERM has come.
static INTERRUPTED: AtomicBool = AtomicBool::new(false);

extern "C" fn interrupted(_: libc::c_int) {
    INTERRUPTED.store(true, Relaxed);
}

/// Gets ready: processes that lose their parent become ours, and an interrupt ends the tests first.
///
/// # Errors
/// When the kernel refuses.
pub(crate) fn prepare() -> nix::Result<()> {
    prctl::set_child_subreaper(true)?;
    let action =
        SigAction::new(SigHandler::Handler(interrupted), SaFlags::empty(), SigSet::empty());
    for signal in [Signal::SIGINT, Signal::SIGTERM, Signal::SIGHUP] {
        // SAFETY: the handler only stores into an atomic.
        unsafe { sigaction(signal, &action) }?;
    }
    Ok(())
}

/// What came of a test.
pub(crate) struct Outcome {
    pub(crate) passed: bool,
    /// What its processes printed, if that was kept.
    pub(crate) printed: String,
}

/// Runs `test`, called `name` if it has one. With `capture`, what it prints is kept, else it goes to the terminal.
///
/// # Errors
/// When there is no process or no folder to be had, or Ctrl-C came.
pub(crate) fn run(test: fn(&Scene), name: Option<&str>, capture: bool) -> io::Result<Outcome> {
    let folder = Folder::new()?;
    let output = File::options()
        .create(true)
        .append(true)
        .read(true)
        .open(folder.path().join(".printed"))?;
    let (word, log) = (Shared::<Word>::new(), Rc::new(Shared::<Log>::new()));
    io::stdout().flush()?;
    // SAFETY: this process has one thread, so no lock is held that the child would wait for.
    let child = match unsafe { fork() }? {
        ForkResult::Parent { child } => child,
        ForkResult::Child => {
            if capture {
                let _ = (dup2_stdout(&output), dup2_stderr(&output));
            }
            drop(output);
            inside(test, name, folder.path(), &word, log)
        }
    };
    let watched = watch(child);
    let told = judge(&watched, &word);
    end_all(child);
    for path in leftovers::shared_names(folder.path()) {
        let _ = fs::remove_file(path);
    }
    if matches!(watched, Watched::Interrupted) {
        return Err(io::ErrorKind::Interrupted.into());
    }
    let mut printed = fs::read(folder.path().join(".printed"))?;
    let passed = match told {
        Told::Passed => true,
        Told::Failed => false,
        Told::Found(verdict, message, details) => {
            let report = report::report(name, verdict, message, details, &log);
            let text = deliver(&report);
            if capture {
                printed.extend(text.as_bytes());
            } else {
                eprint!("{text}");
            }
            false
        }
    };
    Ok(Outcome { passed, printed: String::from_utf8_lossy(&printed).into_owned() })
}

/// Writes the report where it is asked for; the text of it.
fn deliver(report: &Report) -> String {
    report.write();
    format!("{}\n", report.for_terminal())
}

/// The test's own process.
fn inside(
    test: fn(&Scene),
    name: Option<&str>,
    folder: &Path,
    word: &Word,
    log: Rc<Shared<Log>>,
) -> ! {
    let me = getpid();
    let _ = setpgid(me, me);
    let _ = prctl::set_pdeathsig(Signal::SIGKILL);
    let _ = prctl::set_child_subreaper(false);
    let default = SigAction::new(SigHandler::SigDfl, SaFlags::empty(), SigSet::empty());
    for signal in [Signal::SIGINT, Signal::SIGTERM, Signal::SIGHUP] {
        // SAFETY: the default action is no code of ours.
        let _ = unsafe { sigaction(signal, &default) };
    }
    for (what, most) in [
        (Resource::RLIMIT_DATA, MEMORY),
        (Resource::RLIMIT_FSIZE, FILE),
        (Resource::RLIMIT_CORE, 0),
    ] {
        let _ = setrlimit(what, most, most);
    }
    name.into_iter().for_each(interleave::name_test);
    let before = process::descriptors();
    let passed = catch_unwind(|| {
        let scene = Scene::of_test(name, folder, Rc::clone(&log));
        test(&scene);
        if getpid() == me {
            scene.finish();
        }
        drop(scene);
        if getpid() == me
            && let Some((verdict, message, details)) = leftovers::find(&before, folder)
        {
            report::report(name, verdict, message, details, &log).fail();
        }
    })
    .is_ok();
    if getpid() != me {
        // A child has come out of the code under test, and would go on as if it were the test.
        word.escaped.store(if passed { 1 } else { 2 }, Relaxed);
        actor::exit(1);
    }
    let _ = io::stdout().flush();
    word.done.store(if passed { 1 } else { 2 }, Relaxed);
    actor::exit(if passed { 0 } else { 101 })
}

/// How it was with the test's process.
enum Watched {
    Ended(WaitStatus),
    Stopped(Enough, Vec<(Pid, State)>),
    Interrupted,
}

fn watch(child: Pid) -> Watched {
    let mut used = Used::nothing();
    for look in 0.. {
        match waitpid(child, Some(WaitPidFlag::WNOHANG)) {
            Ok(WaitStatus::StillAlive) | Err(Errno::EINTR) => {}
            Ok(status) => return Watched::Ended(status),
            Err(_) => return Watched::Ended(WaitStatus::Exited(child, 0)),
        }
        if INTERRUPTED.load(Relaxed) {
            return Watched::Interrupted;
        }
        limits::reap_orphans(child);
        if limits::too_many() {
            return Watched::Stopped(Enough::TooMany, Vec::new());
        }
        if look % COUNT == 0
            && let Some((why, states)) = used.enough()
        {
            return Watched::Stopped(why, states);
        }
        thread::sleep(NAP);
    }
    unreachable!("the looks do not run out")
}

/// What is to be said of a test.
enum Told {
    Passed,
    /// It has said why itself.
    Failed,
    Found(Verdict, String, Vec<String>),
}

fn judge(watched: &Watched, word: &Word) -> Told {
    let found = |verdict, message: &str, details| Told::Found(verdict, message.to_owned(), details);
    let status = match watched {
        Watched::Ended(status) => *status,
        Watched::Interrupted => return Told::Failed,
        Watched::Stopped(why, states) => {
            let lines = states.iter().map(|(pid, _)| process::told(*pid)).collect();
            return match why {
                Enough::TooMany => found(Verdict::TooManyProcesses, &why.told(), Vec::new()),
                Enough::Asleep => found(Verdict::Deadlock, &why.told(), lines),
                _ => found(Verdict::NeverFinished, &why.told(), lines),
            };
        }
    };
    match word.escaped.load(Relaxed) {
        0 => {}
        1 => {
            let message = "a forked child came back out of your function, and went on as if it were the test; end it with `_exit`";
            return found(Verdict::ChildReturned, message, Vec::new());
        }
        _ => {
            let message = "a forked child panicked its way out of your function; it must end in `_exit`, whatever happens";
            return found(Verdict::ChildReturned, message, Vec::new());
        }
    }
    match (status, word.done.load(Relaxed)) {
        (WaitStatus::Signaled(_, signal, _), _) => found(
            Verdict::Crashed,
            &format!("the test's process was ended by {signal}"),
            Vec::new(),
        ),
        (WaitStatus::Exited(_, code), 0) => {
            let message =
                format!("the test's process ended with exit code {code} before the test was over");
            Told::Found(Verdict::Exited, message, Vec::new())
        }
        (_, 1) => {
            // Whoever was told to end before the test did is let end.
            Watch::below(getpid()).let_end();
            let still = |state: &State| !matches!(state, State::Zombie | State::Gone);
            let left: Vec<String> = (states().into_iter())
                .filter(|(_, state)| still(state))
                .map(|(pid, _)| process::told(pid))
                .collect();
            if left.is_empty() {
                return Told::Passed;
            }
            found(
                Verdict::OrphanLeft,
                "the test is over, and a process whose parent has ended is not",
                left,
            )
        }
        _ => Told::Failed,
    }
}

/// Ends the test's process and all that came of it.
fn end_all(child: Pid) {
    // All of the group at once, so that none of them starts another meanwhile.
    let _ = killpg(child, Signal::SIGKILL);
    let _ = kill(child, Signal::SIGKILL);
    loop {
        match waitpid(None, Some(WaitPidFlag::WNOHANG)) {
            Err(Errno::ECHILD) => return,
            Ok(WaitStatus::StillAlive) => {}
            _ => continue,
        }
        // Some are dying, or have left the group. The death of a process makes its children ours.
        for pid in process::descendants(getpid()) {
            let _ = kill(pid, Signal::SIGKILL);
        }
        let _ = waitpid(None, None);
    }
}
