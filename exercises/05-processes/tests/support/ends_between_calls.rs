//! A child that ends between two system calls of its parent, wherever that is.

use forktest::held::{Before, held_at_each};
use forktest::process::descendants;
use forktest::{Scene, Seen};
use interleave::Verdict;
use nix::sys::prctl;
use nix::sys::signal::{Signal, kill};
use nix::sys::wait::{WaitStatus, waitpid};
use nix::unistd::{Pid, getpid};

use super::office::until_ended;

/// Runs `office` again and again, which starts a child that never ends, waits for it, and panics if it is told anything
/// but that the child was killed. The child is killed between each two of the office's system calls in turn.
pub(crate) fn a_child_ends_between_calls(scene: &Scene, office: impl Fn()) {
    // The child of an office that was killed comes here.
    prctl::set_child_subreaper(true).expect("a process may adopt orphans");
    held_at_each(Before::Returns, office, |held| {
        let child = descendants(held.pid()).first().copied();
        let Some(child) = child else { return held.kill() };
        end(child);
        until_ended(child);
        match held.go_on() {
            Seen::Ended(WaitStatus::Exited(_, 0)) => {}
            Seen::Asleep(call) => scene.fail(
                Verdict::Deadlock,
                format!(
                    "its parent was {held} while the child ended, and now sleeps in `{call}` for ever: what if the \
                     signal comes between the look and the sleep?"
                ),
            ),
            seen => scene.fail(
                Verdict::WrongResult,
                format!("its parent was {held} while the child ended, and then {seen}"),
            ),
        }
    });
    for orphan in descendants(getpid()) {
        end(orphan);
        // It is ours.
        let _ = waitpid(orphan, None);
    }
}

fn end(pid: Pid) {
    kill(pid, Signal::SIGKILL).expect("it is there");
}
