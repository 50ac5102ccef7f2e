//! What `src/family.rs` promises, between processes.

use std::cell::Cell;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

use forktest::process::{State, state};
use forktest::{Scene, Seen};
use interleave::{Verdict, require};
use nix::sys::signal::{Signal, kill, raise};
use nix::sys::wait::WaitStatus;
use nix::unistd::{Pid, getpid};
use processes::family::Family;

#[path = "family/fork.rs"]
mod fork;
#[path = "family/killed.rs"]
mod killed;
#[path = "support/office.rs"]
#[allow(clippy::duplicate_mod, reason = "each exercise is also a test program of its own")]
mod office;
#[path = "family/tree.rs"]
mod tree;

use office::{
    Gate, Numbers, can_be_interrupted, for_ever, has_ended, hold_on_to, interrupt, let_go,
    no_more_processes, still_ours, stranger, until, until_ended,
};
use tree::{are_gone, start_tree, tree};

// The functions as the exercise gives them. If a line here does not compile, one of them has lost its signature.
const _: fn() -> Family = Family::new;
const _: fn(&mut Family, &str, fn() -> i32) -> io::Result<Pid> = Family::start;
const _: fn(&mut Family) -> Vec<(Pid, String)> = Family::active;
const _: fn(&mut Family, Pid) = Family::end;

fn start(family: &mut Family, name: &str, work: impl FnOnce() -> i32) -> Pid {
    family.start(name, work).expect("one more process")
}

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
            let [tree, dropped_soon, told_to_end] = [(); 3].map(|()| start());
            family.end(told_to_end[0]);
            are_gone(scene, told_to_end, "a daemon has ended by itself, `end` was called for it");
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
        killed::a_program_that_ends_without_a_word_leaves_nobody(scene);
    }

    fn a_family_of_a_family_goes_too(scene: &Scene) {
        killed::a_family_of_a_family_goes_too(scene);
    }

    fn one_that_is_ahead_of_its_parent_is_ended_with_its_tree(scene: &Scene) {
        fork::one_that_is_ahead_of_its_parent_is_ended_with_its_tree(scene);
    }

    fn whenever_the_program_is_killed_nobody_is_left(scene: &Scene) {
        killed::whenever_the_program_is_killed_nobody_is_left(scene);
    }

    fn one_that_has_not_done_a_step_is_ended(scene: &Scene) {
        fork::one_that_has_not_done_a_step_is_ended(scene);
    }

    fn one_that_is_stopped_has_not_ended_and_is_ended(scene: &Scene) {
        let (mut family, numbers) = (Family::new(), Numbers::new());
        let ready = Gate::new();
        let daemon = start(&mut family, "ann", || {
            tree(&numbers);
            ready.open();
            for_ever()
        });
        ready.wait();
        let tree = [daemon, numbers.receive_pid(), numbers.receive_pid()];
        kill(daemon, Signal::SIGSTOP).expect("it is there");
        until(daemon, |state| *state == State::Stopped);
        let active = family.active();
        require!(
            active == [(daemon, "ann".to_owned())] && !has_ended(daemon),
            WrongResult,
            "ann was stopped by SIGSTOP, and `active` says {active:?}"
        );
        family.end(daemon);
        are_gone(scene, tree, "a daemon was stopped, `end` has returned");
        // Nobody else is in the group of this one.
        let alone = start(&mut family, "ben", for_ever);
        kill(alone, Signal::SIGSTOP).expect("it is there");
        until(alone, |state| *state == State::Stopped);
        family.end(alone);
        require!(
            state(alone) == State::Gone,
            ZombieLeft,
            "a daemon was stopped, `end` has returned, and it {}",
            state(alone)
        );
    }

    fn no_signal_ends_the_wait_for_a_daemon(scene: &Scene) {
        for drops in [false, true] {
            let numbers = Numbers::new();
            let program = scene.fork("program", |me| {
                can_be_interrupted();
                let mut family = Family::new();
                let ann = start(&mut family, "ann", for_ever);
                numbers.send(ann.as_raw());
                me.stop_at("the end");
                if drops {
                    drop(family);
                } else {
                    family.end(ann);
                }
                require!(
                    state(ann) == State::Gone,
                    ZombieLeft,
                    "a daemon was to end (dropped: {drops}), signals came meanwhile, and now it {}",
                    state(ann)
                );
            });
            program.expect_at("the end");
            let ann = numbers.receive_pid();
            hold_on_to(ann);
            program.go();
            for _ in 0..3 {
                if !matches!(program.seen(), Seen::Ended(_)) {
                    interrupt(program.pid());
                }
            }
            let _ = program.seen();
            let_go(ann);
            program.join();
        }
    }

    fn that_there_is_no_process_to_be_had_is_told(scene: &Scene) {
        let program = scene.fork("program", |_| {
            let mut family = Family::new();
            if no_more_processes() {
                let told = family.start("ann", || 0);
                let active = family.active();
                require!(
                    told.is_err() && active.is_empty(),
                    WrongResult,
                    "the kernel has no more processes, `start` says {told:?}, and `active` {active:?}"
                );
            }
        });
        program.join();
    }

    fn whoever_begins_as_its_parent_dies_ends_too(scene: &Scene) {
        killed::whoever_begins_as_its_parent_dies_ends_too(scene);
    }
}
