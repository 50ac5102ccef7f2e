//! Ctrl-C and called-off work: the processes being judged are ended, and the command leaves by its own way out.
//!
//! Children run in process groups of their own, so the terminal's Ctrl-C does not reach them: it is passed on
//! here. Nothing exits from inside the handler, so that scratch folders are still removed.

use std::io;
use std::os::unix::process::CommandExt;
use std::process::{Child, Command};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use nix::sys::signal::{Signal, killpg};
use nix::unistd::Pid;

/// How long a process group that was asked to end may take. Programs of process tests end those that they have started,
/// which are in groups of their own.
pub(crate) const GRACE: Duration = Duration::from_secs(1);

struct State {
    requested: bool,
    /// The process groups that are running, and what for.
    groups: Vec<(i32, Job)>,
}

static STATE: Mutex<State> = Mutex::new(State { requested: false, groups: Vec::new() });
static REQUESTED: Condvar = Condvar::new();

fn state() -> MutexGuard<'static, State> {
    STATE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Listens for Ctrl-C (and SIGTERM, SIGHUP) from now on; a second Ctrl-C exits at once.
pub(crate) fn install() {
    let installed = ctrlc::set_handler(|| {
        let mut state = state();
        if state.requested {
            for (group, _) in &state.groups {
                send(*group, Signal::SIGKILL);
            }
            std::process::exit(130);
        }
        end(state.groups.iter().map(|(group, _)| *group).collect());
        state.requested = true;
        REQUESTED.notify_all();
    });
    if let Err(error) = installed {
        eprintln!("Ctrl-C will end the program without tidying up: {error}");
    }
}

/// Whether Ctrl-C has been pressed.
pub(crate) fn requested() -> bool {
    state().requested
}

/// Waits for Ctrl-C, but not longer than `time`; whether it has been pressed.
pub(crate) fn wait_for(time: Duration) -> bool {
    let (state, _) = REQUESTED
        .wait_timeout_while(state(), time, |state| !state.requested)
        .unwrap_or_else(PoisonError::into_inner);
    state.requested
}

/// A piece of work that can be called off: its processes are then ended, and it begins no others.
#[derive(Debug, Clone, Default)]
pub(crate) struct Job {
    called_off: Arc<AtomicBool>,
}

impl Job {
    /// Ends the processes of this job; nobody waits for its result any more.
    pub(crate) fn call_off(&self) {
        let state = state();
        self.called_off.store(true, Ordering::Relaxed);
        let ours = |(_, job): &&(i32, Job)| Arc::ptr_eq(&job.called_off, &self.called_off);
        end(state.groups.iter().filter(ours).map(|(group, _)| *group).collect());
    }

    /// Whether it was called off, or Ctrl-C was pressed.
    pub(crate) fn is_off(&self) -> bool {
        // Relaxed: what is begun in spite of it is refused under the lock.
        self.called_off.load(Ordering::Relaxed) || requested()
    }
}

/// A process group that Ctrl-C ends as well, for as long as this value lives.
pub(crate) struct Group(i32);

impl Group {
    /// Starts `command` as the leader of a group of its own, as part of `job`.
    ///
    /// # Errors
    /// When it cannot be started, or the job is off.
    pub(crate) fn start(command: &mut Command, job: &Job) -> io::Result<(Child, Group)> {
        dies_with_us(command);
        // Under the lock: no child begins between the look at the request and the registration, where
        // nothing would end it.
        let mut state = state();
        if state.requested || job.called_off.load(Ordering::Relaxed) {
            return Err(io::Error::new(io::ErrorKind::Interrupted, "it was called off"));
        }
        let child = command.process_group(0).spawn()?;
        let group = Group(child.id().cast_signed());
        state.groups.push((group.0, job.clone()));
        Ok((child, group))
    }

    /// Asks it to end. Dropped, it is ended whatever it does.
    pub(crate) fn ask_to_end(&self) {
        send(self.0, Signal::SIGTERM);
    }
}

/// A child that outlived a SIGKILL of this program might loop for ever. Linux ends it when the thread that started it
/// is gone, and that thread waits for it.
fn dies_with_us(command: &mut Command) {
    #[cfg(target_os = "linux")]
    // SAFETY: between fork and exec it makes one system call, and allocates nothing.
    unsafe {
        command.pre_exec(|| Ok(nix::sys::prctl::set_pdeathsig(Signal::SIGKILL)?));
    }
    #[cfg(not(target_os = "linux"))]
    let _ = command;
}

impl Drop for Group {
    fn drop(&mut self) {
        let mut state = state();
        send(self.0, Signal::SIGKILL);
        state.groups.retain(|(group, _)| *group != self.0);
    }
}

/// Asks these groups to end, and ends those that are still there after a while.
fn end(groups: Vec<i32>) {
    for group in &groups {
        send(*group, Signal::SIGTERM);
    }
    thread::spawn(move || {
        thread::sleep(GRACE);
        let state = state();
        for (group, _) in state.groups.iter().filter(|(group, _)| groups.contains(group)) {
            send(*group, Signal::SIGKILL);
        }
    });
}

/// Sends a signal to every process of the group that is still there; it is no error if they have all ended.
fn send(group: i32, signal: Signal) {
    let _ = killpg(Pid::from_raw(group), signal);
}
