//! One of the two comes out of `fork` late.

use std::cell::RefCell;

use forktest::process::{State, state};
use forktest::{Scene, Seen};
use interleave::{Verdict, require};
use nix::unistd::{Pid, getpid, getppid};
use processes::family::Family;

use super::office::{Gate, Numbers, for_ever};
use super::start;
use super::tree::{nobody_is_left, tree};

/// Which of the two comes out of `fork` late.
#[derive(Clone, Copy)]
enum Side {
    Child,
    Parent,
}

thread_local! {
    /// The program, and where it or its children stand, inside of `fork`.
    static IN_FORK: RefCell<Option<(Pid, Gate)>> = const { RefCell::new(None) };
}

unsafe extern "C" {
    /// What is done before a fork, and after it in the parent and in the child.
    fn pthread_atfork(
        before: Option<extern "C" fn()>,
        parent: Option<extern "C" fn()>,
        child: Option<extern "C" fn()>,
    ) -> libc::c_int;
}

/// From now on, at each fork of this process, one of the two stands at the gate before `fork` returns.
fn stand_in_fork(gate: &Gate, side: Side) {
    extern "C" fn child() {
        stand(getppid());
    }
    extern "C" fn parent() {
        stand(getpid());
    }
    fn stand(program: Pid) {
        let gate = IN_FORK.with_borrow(|held| held.clone());
        gate.filter(|(held, _)| *held == program).inspect(|(_, gate)| gate.wait());
    }
    IN_FORK.replace(Some((getpid(), gate.clone())));
    let (parent, child): (Option<extern "C" fn()>, Option<extern "C" fn()>) = match side {
        Side::Child => (None, Some(child)),
        Side::Parent => (Some(parent), None),
    };
    // SAFETY: both functions are there for as long as the program is, and this process has one thread.
    let refused = unsafe { pthread_atfork(None, parent, child) };
    assert_eq!(refused, 0, "a process may say what is done at its forks");
}

/// Opens the gate for whoever stands there, or will.
fn open_for_all(gate: &Gate) {
    (0..100).for_each(|_| gate.open());
}

pub(super) fn one_that_is_ahead_of_its_parent_is_ended_with_its_tree(scene: &Scene) {
    let (gate, numbers) = (Gate::new(), Numbers::new());
    let program = scene.fork("program", |_| {
        stand_in_fork(&gate, Side::Parent);
        let mut family = Family::new();
        let ann = start(&mut family, "ann", || {
            tree(&numbers);
            for_ever()
        });
        family.end(ann);
    });
    if !matches!(program.seen(), Seen::Ended(_)) {
        open_for_all(&gate);
    }
    program.join();
    nobody_is_left(
        scene,
        "a daemon had started helpers before its parent came out of `fork`, it was ended",
    );
}

pub(super) fn one_that_has_not_done_a_step_is_ended(scene: &Scene) {
    let gate = Gate::new();
    let program = scene.fork("program", |_| {
        stand_in_fork(&gate, Side::Child);
        let mut family = Family::new();
        let ann = start(&mut family, "ann", for_ever);
        family.end(ann);
        require!(
            state(ann) == State::Gone,
            ZombieLeft,
            "`end` has returned, and the daemon {}",
            state(ann)
        );
    });
    if !matches!(program.seen(), Seen::Ended(_)) {
        open_for_all(&gate);
    }
    if let Seen::Asleep(call) = program.seen() {
        scene.fail(
            Verdict::Deadlock,
            format!("`end` was called when the daemon had not done its first step yet, and sleeps in {call}, while \
             the daemon works: was its group there when it was sent to?"),
        );
    }
    program.join();
    nobody_is_left(scene, "a daemon was ended before it had done its first step");
}
