//! Processes whose parents were killed.

use forktest::process::{self, State};
use forktest::{Scene, settle};
use interleave::Verdict;
use nix::sys::prctl;
use nix::sys::wait::{WaitPidFlag, WaitStatus, waitpid};
use nix::unistd::getpid;

/// Those whose parents are killed become children of this process.
pub(crate) fn adopt_orphans() {
    prctl::set_child_subreaper(true).expect("a process may");
}

/// Waits until all children of this process have ended; fails if some sleep, or poll, and nobody is left to wake them.
pub(crate) fn orphans_end(scene: &Scene, when: &str) {
    settle(getpid());
    while matches!(waitpid(None, Some(WaitPidFlag::WNOHANG)), Ok(status) if status != WaitStatus::StillAlive)
    {
    }
    let left = process::descendants(getpid()).into_iter().map(process::state);
    if let Some(state) = left.into_iter().find(|state| *state != State::Gone) {
        let message = format!(
            "{when}, a process is left that {state}, and nobody is there for whom it could wait"
        );
        scene.fail(Verdict::OrphanLeft, message)
    }
}
