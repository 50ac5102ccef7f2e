//! Processes whose parents were killed.

use std::thread;

use forktest::Scene;
use forktest::process::{self, State};
use interleave::Verdict;
use nix::sys::prctl;
use nix::sys::wait::{WaitPidFlag, WaitStatus, waitpid};
use nix::unistd::getpid;

/// How often all of them must be found asleep in a row before nobody will wake them.
const ASLEEP: usize = 100;

/// Those whose parents are killed become children of this process.
pub(crate) fn adopt_orphans() {
    prctl::set_child_subreaper(true).expect("a process may");
}

/// Waits until all children of this process have ended; fails if they sleep and nobody is left to wake them.
pub(crate) fn orphans_end(scene: &Scene, when: &str) {
    let mut asleep = 0;
    while asleep < ASLEEP {
        match waitpid(None, Some(WaitPidFlag::WNOHANG)) {
            Ok(WaitStatus::StillAlive) => {}
            Ok(_) => continue,
            Err(_) => return,
        }
        let states: Vec<State> =
            process::descendants(getpid()).into_iter().map(process::state).collect();
        let all_sleep =
            states.iter().all(|state| matches!(state, State::Sleeps(_) | State::Stopped));
        asleep = if all_sleep { asleep + 1 } else { 0 };
        thread::yield_now();
    }
    let message = format!("{when}, a process is left that waits for somebody, and nobody is there");
    scene.fail(Verdict::OrphanLeft, message)
}
