//! Who belongs to a family, and whether they are gone.

use std::thread;

use forktest::Scene;
use forktest::process::{State, descendants, state};
use interleave::Verdict;
use nix::unistd::{Pid, getpid, getppid};
use processes::family::Family;

use super::office::{Numbers, at_rest, for_ever, still_ours, stranger, until_ended};
use super::start;

/// A daemon that starts a helper, and somebody who starts another helper and ends; then it works for ever. Returns the
/// numbers of the three that remain, the daemon first.
pub(super) fn start_tree(family: &mut Family, name: &str) -> [Pid; 3] {
    let numbers = Numbers::new();
    let daemon = start(family, name, || {
        tree(&numbers);
        for_ever()
    });
    [daemon, numbers.receive_pid(), numbers.receive_pid()]
}

/// Starts what a daemon has in these tests, and tells the numbers.
pub(super) fn tree(numbers: &Numbers) {
    numbers.send(stranger(for_ever).as_raw());
    let between = stranger(|| {
        numbers.send(stranger(for_ever).as_raw());
        0
    });
    until_ended(between);
    still_ours(between);
}

/// Sees that a daemon was waited for, and that its helpers have ended or are about to.
pub(super) fn are_gone(scene: &Scene, [daemon, helpers @ ..]: [Pid; 3], when: &str) {
    match at_rest(daemon) {
        State::Gone => {}
        State::Zombie => scene.fail(
            Verdict::ZombieLeft,
            format!("{when}, a daemon has ended, and nobody has waited for it"),
        ),
        state => scene.fail(Verdict::OrphanLeft, format!("{when}, and the daemon {state}")),
    }
    for (helper, who) in helpers.into_iter().zip(["its helper", "the helper of its helper"]) {
        is_gone(scene, helper, &format!("{when}, the daemon was ended, and {who}"));
    }
}

/// Sees that somebody has ended, or has been sent SIGKILL and is about to.
fn is_gone(scene: &Scene, pid: Pid, who: &str) {
    match at_rest(pid) {
        State::Zombie | State::Gone => {}
        state => scene.fail(Verdict::OrphanLeft, format!("{who} {state}")),
    }
}

/// Sees that of all who came of this test nobody is left but the test's own process, as soon as nobody is on the way.
pub(super) fn nobody_is_left(scene: &Scene, when: &str) {
    // Those who have lost their parent are given to the parent of this process.
    let others = || {
        let all = descendants(getppid()).into_iter().filter(|pid| *pid != getpid());
        let states = all.map(|pid| (pid, state(pid)));
        states.filter(|(_, state)| *state != State::Gone).collect::<Vec<_>>()
    };
    loop {
        let (before, after) = (others(), others());
        let states = || before.iter().map(|(_, state)| state);
        if states().any(|state| *state == State::Runs) || before != after {
            thread::yield_now();
            continue;
        }
        let left: Vec<String> =
            states().filter(|state| **state != State::Zombie).map(|s| format!("one {s}")).collect();
        if left.is_empty() {
            return;
        }
        scene
            .fail(Verdict::OrphanLeft, format!("{when}, and there are still: {}", left.join(", ")));
    }
}

/// Sees that all who came of this test sleep until somebody wakes them.
pub(super) fn all_sleep(scene: &Scene) {
    loop {
        let states: Vec<State> = descendants(getpid()).into_iter().map(state).collect();
        if let Some(State::Naps(call)) = states.iter().find(|state| matches!(state, State::Naps(_)))
        {
            scene.fail(
                Verdict::NoProgress,
                format!("all daemons sleep, and somebody looks again and again, with {call} in between: at what?"),
            );
        }
        if !states.contains(&State::Runs) {
            return;
        }
        thread::yield_now();
    }
}
