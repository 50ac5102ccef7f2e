//! Ctrl-C: every process being judged is ended, and the command then leaves by its own way out.
//!
//! Children run in process groups of their own, so the terminal's Ctrl-C does not reach them: it is passed on
//! here. Nothing exits from inside the handler, so that scratch folders are still removed.

use std::collections::BTreeSet;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use nix::sys::signal::{Signal, killpg};
use nix::unistd::Pid;

struct State {
    requested: bool,
    groups: BTreeSet<i32>,
}

static STATE: Mutex<State> = Mutex::new(State { requested: false, groups: BTreeSet::new() });
static REQUESTED: Condvar = Condvar::new();

fn state() -> MutexGuard<'static, State> {
    STATE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Listens for Ctrl-C (and SIGTERM, SIGHUP) from now on; a second Ctrl-C exits at once.
pub(crate) fn install() {
    let installed = ctrlc::set_handler(|| {
        let mut state = state();
        for group in &state.groups {
            let _ = killpg(Pid::from_raw(*group), Signal::SIGKILL);
        }
        if state.requested {
            std::process::exit(130);
        }
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

/// A process group that Ctrl-C ends as well, for as long as this value lives.
pub(crate) struct Group(i32);

impl Group {
    /// Registers the group of a child that was started as the leader of its own.
    pub(crate) fn of(child: &std::process::Child) -> Group {
        let group = Group(child.id().cast_signed());
        let mut state = state();
        state.groups.insert(group.0);
        // Ctrl-C may have come between the start of the child and this line.
        if state.requested {
            group.kill();
        }
        group
    }

    /// Ends every process of the group that is still there.
    pub(crate) fn kill(&self) {
        // It is no error if they have all ended by themselves.
        let _ = killpg(Pid::from_raw(self.0), Signal::SIGKILL);
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        self.kill();
        state().groups.remove(&self.0);
    }
}
