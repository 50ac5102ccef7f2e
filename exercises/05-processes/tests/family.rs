//! What `src/family.rs` promises, between processes.

use std::cell::Cell;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::process::exit;
use std::thread;

use forktest::process::{State, descendants, state};
use forktest::{Scene, Seen, points};
use interleave::{Verdict, require};
use nix::sys::signal::{Signal, raise};
use nix::sys::wait::WaitStatus;
use nix::unistd::{Pid, getpid, getppid};
use processes::family::Family;

#[path = "support/office.rs"]
#[allow(clippy::duplicate_mod, reason = "each exercise is also a test program of its own")]
mod office;

use office::{Gate, Numbers, for_ever, has_ended, still_ours, stranger, until_ended};

// The functions as the exercise gives them. If a line here does not compile, one of them has lost its signature.
const _: fn() -> Family = Family::new;
const _: fn(&mut Family, &str, fn() -> i32) -> io::Result<Pid> = Family::start;
const _: fn(&mut Family) -> Vec<(Pid, String)> = Family::active;
const _: fn(&mut Family, Pid) = Family::end;

fn start(family: &mut Family, name: &str, work: impl FnOnce() -> i32) -> Pid {
    family.start(name, work).expect("one more process")
}

/// A daemon that starts a helper, and somebody who starts another helper and ends; then it works for ever. Returns the
/// numbers of the three that remain, the daemon first.
fn start_tree(family: &mut Family, name: &str) -> [Pid; 3] {
    let numbers = Numbers::new();
    let daemon = start(family, name, || {
        tree(&numbers);
        for_ever()
    });
    [daemon, numbers.receive_pid(), numbers.receive_pid()]
}

/// Starts what a daemon has in these tests, and tells the numbers.
fn tree(numbers: &Numbers) {
    numbers.send(stranger(for_ever).as_raw());
    let between = stranger(|| {
        numbers.send(stranger(for_ever).as_raw());
        0
    });
    until_ended(between);
    still_ours(between);
}

/// Sees that a daemon was waited for, and that its helpers have ended or are about to.
fn are_gone(scene: &Scene, [daemon, helpers @ ..]: [Pid; 3], when: &str) {
    match state(daemon) {
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
    while !has_ended(pid) {
        match state(pid) {
            State::Runs => thread::yield_now(),
            State::Zombie | State::Gone => return,
            state => scene.fail(Verdict::OrphanLeft, format!("{who} {state}")),
        }
    }
}

/// Sees that of all who came of this test nobody is left but the test's own process, as soon as nobody is on the way.
fn nobody_is_left(scene: &Scene, when: &str) {
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
fn all_sleep(scene: &Scene) {
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

/// How a program can end without a word.
const ENDS: [(&str, fn()); 4] = [
    ("by `exit`", || exit(0)),
    // SAFETY: `_exit` may be called at any time.
    ("by `_exit`", || unsafe { libc::_exit(0) }),
    ("by SIGTERM", || raise(Signal::SIGTERM).expect("it may")),
    ("by SIGKILL", || raise(Signal::SIGKILL).expect("it may")),
];

forktest::tests! {
    fn daemons_work_side_by_side_in_processes_of_their_own(scene: &Scene) {
        let (gates, numbers) = ([Gate::new(), Gate::new()], Numbers::new());
        let program = scene.fork("program", |me| {
            let mut family = Family::new();
            let ann = start(&mut family, "ann", || {
                numbers.send(getpid().as_raw());
                gates[0].open();
                gates[1].wait();
                for_ever()
            });
            let said = numbers.receive_pid();
            require!(
                said == ann && said != getpid(),
                WrongResult,
                "the work is done by process {said}, `start` says {ann}, and the program itself is {}",
                getpid()
            );
            start(&mut family, "ben", || {
                gates[1].open();
                gates[0].wait();
                numbers.send(1);
                for_ever()
            });
            numbers.receive();
            me.stop_at("both work");
        });
        match program.seen() {
            Seen::Asleep(call) => scene.fail(
                Verdict::RanSerially,
                format!("ann waits for ben, and the program sleeps in {call}: what does `start` wait for?"),
            ),
            _ => program.expect_at("both work"),
        }
    }

    fn active_names_those_that_have_not_ended(scene: &Scene) {
        let (mut family, gate) = (Family::new(), Gate::new());
        require!(
            family.active().is_empty(),
            WrongResult,
            "nobody was started, and somebody is active"
        );
        let zoe = start(&mut family, "zoe", for_ever);
        let ann = start(&mut family, "ann", gate.then(3));
        let other_zoe = start(&mut family, "zoe", for_ever);
        let all = [(zoe, "zoe"), (ann, "ann"), (other_zoe, "zoe")]
            .map(|(pid, name)| (pid, name.to_owned()));
        for _ in 0..2 {
            let active = family.active();
            require!(
                active == all,
                WrongResult,
                "these were started, in this order: {all:?}; and `active` says {active:?}"
            );
        }
        gate.open();
        until_ended(ann);
        for _ in 0..2 {
            let active = family.active();
            require!(
                active == [all[0].clone(), all[2].clone()],
                WrongResult,
                "of {all:?}, ann has ended, and `active` says {active:?}"
            );
        }
        require!(
            state(ann) == State::Gone,
            ZombieLeft,
            "ann has ended, `active` was asked, and she {}",
            state(ann)
        );
    }

    fn one_is_ended_with_its_tree_and_the_others_go_on(scene: &Scene) {
        let mut family = Family::new();
        let (ann, ben) = (start_tree(&mut family, "ann"), start_tree(&mut family, "ben"));
        family.end(ann[0]);
        are_gone(scene, ann, "`end` has returned");
        for pid in ben {
            require!(
                !has_ended(pid),
                WrongResult,
                "ann was ended, and somebody of ben's tree has ended as well"
            );
        }
        let active = family.active();
        require!(
            active == [(ben[0], "ben".to_owned())],
            WrongResult,
            "ann was ended, ben works, and `active` says {active:?}"
        );
        family.end(ann[0]);
        require!(!has_ended(ben[0]), WrongResult, "ann was ended twice, and ben has ended");
        drop(family);
        are_gone(scene, ben, "the `Family` was dropped");
    }

    fn who_is_not_of_the_family_is_left_alone(scene: &Scene) {
        let (mut family, gate) = (Family::new(), Gate::new());
        let (ended, works) = (stranger(|| 7), stranger(gate.then(8)));
        until_ended(ended);
        let ann = start(&mut family, "ann", for_ever);
        let active = family.active();
        require!(
            active == [(ann, "ann".to_owned())],
            WrongResult,
            "ann works, and `active` says {active:?}"
        );
        family.end(works);
        family.end(ended);
        family.end(ann);
        start(&mut family, "ben", for_ever);
        drop(family);
        require!(
            !has_ended(works),
            WrongResult,
            "the family was ended, and another child of the program has ended as well"
        );
        gate.open();
        let others = (still_ours(ended), still_ours(works));
        require!(
            others == (Some(WaitStatus::Exited(ended, 7)), Some(WaitStatus::Exited(works, 8))),
            WrongResult,
            "the program has two other children, which end with 7 and 8, and it hears of them {others:?}"
        );
    }

    fn a_drop_ends_all_with_their_trees(scene: &Scene) {
        let mut family = Family::new();
        let trees = ["ann", "ben", "cleo"].map(|name| start_tree(&mut family, name));
        drop(family);
        for tree in trees {
            are_gone(scene, tree, "the `Family` was dropped");
        }
    }

    fn a_panic_ends_all_with_their_trees(scene: &Scene) {
        let tree = Cell::new(None);
        let panic = catch_unwind(AssertUnwindSafe(|| {
            let mut family = Family::new();
            tree.set(Some(start_tree(&mut family, "ann")));
            resume_unwind(Box::new("no paper"));
        }));
        let Some(tree) = tree.get() else { resume_unwind(panic.expect_err("it did not start")) };
        are_gone(scene, tree, "a panic has dropped the `Family`");
    }

    fn who_ends_by_itself_leaves_no_tree(scene: &Scene) {
        let (mut family, numbers) = (Family::new(), Numbers::new());
        for work in [|| 0, || raise(Signal::SIGKILL).map_or(1, |()| 0), || panic!("no paper")] {
            let mut start = || {
                let daemon = start(&mut family, "ann", || {
                    tree(&numbers);
                    work()
                });
                until_ended(daemon);
                [daemon, numbers.receive_pid(), numbers.receive_pid()]
            };
            let tree = start();
            let dropped_soon = start();
            let active = family.active();
            require!(
                active.is_empty(),
                WrongResult,
                "all daemons have ended, and `active` says {active:?}"
            );
            are_gone(scene, tree, "a daemon has ended by itself, `active` was asked");
            are_gone(scene, dropped_soon, "a daemon has ended by itself, `active` was asked");
        }
        let daemon = start(&mut family, "ann", || {
            tree(&numbers);
            0
        });
        until_ended(daemon);
        drop(family);
        let tree = [daemon, numbers.receive_pid(), numbers.receive_pid()];
        are_gone(scene, tree, "a daemon has ended by itself, then the `Family` was dropped");
    }

    fn a_program_that_ends_without_a_word_leaves_nobody(scene: &Scene) {
        for (how, ends) in ENDS {
            let program = scene.fork("program", |me| {
                let mut family = Family::new();
                start_tree(&mut family, "ann");
                start_tree(&mut family, "ben");
                me.stop_at("all work");
                ends();
            });
            program.expect_at("all work");
            all_sleep(scene);
            program.go();
            if !matches!(program.seen(), Seen::Ended(_)) {
                scene
                    .fail(Verdict::Deadlock, format!("the program should end {how}, and does not"));
            }
            // However it ended, it was meant to.
            program.kill();
            nobody_is_left(scene, &format!("the program has ended {how}"));
        }
    }

    fn a_family_of_a_family_goes_too(scene: &Scene) {
        // 0: the outer daemon is ended; 1: the outer family is dropped; 2: the program is killed.
        for (number, how) in
            ["the outer daemon was ended", "the outer family was dropped", "the program was killed"]
                .into_iter()
                .enumerate()
        {
            let program = scene.fork("program", |me| {
                let (mut outer, ready) = (Family::new(), Gate::new());
                let daemon = start(&mut outer, "ann", || {
                    let mut inner = Family::new();
                    start_tree(&mut inner, "ben");
                    ready.open();
                    for_ever()
                });
                ready.wait();
                me.stop_at("all work");
                match number {
                    0 => outer.end(daemon),
                    1 => drop(outer),
                    _ => raise(Signal::SIGKILL).expect("it may"),
                }
                me.stop_at("the end");
            });
            program.expect_at("all work");
            program.go();
            if number < 2 {
                program.expect_at("the end");
            }
            program.kill();
            nobody_is_left(scene, &format!("a daemon had a family, and {how}"));
        }
    }

    fn whenever_the_program_is_killed_nobody_is_left(scene: &Scene) {
        let body = || {
            let mut family = Family::new();
            let ann = start(&mut family, "ann", for_ever);
            start(&mut family, "ben", || {
                stranger(for_ever);
                for_ever()
            });
            family.active();
            family.end(ann);
        };
        body();
        points::killed_at_each(body, |point| {
            let (number, call) = (point.number, &point.call);
            nobody_is_left(
                scene,
                &format!("the program was killed before its system call {number} ({call})"),
            );
        });
        nobody_is_left(scene, "the program came to its end");
    }

    fn whoever_begins_as_its_parent_dies_ends_too(scene: &Scene) {
        let body = || {
            let mut family = Family::new();
            start(&mut family, "ann", for_ever);
            start(&mut family, "ben", for_ever);
        };
        body();
        let points = points::orphaned_at_each(body);
        require!(
            points >= 4,
            WrongResult,
            "two daemons were started, and there were {points} points at which to die"
        );
        nobody_is_left(
            scene,
            "the program was killed while a daemon did its first steps: whose death will the daemon be told of, when it asks \
             to be told, and what if that one has died before?",
        );
    }
}
