//! What `src/family.rs` promises, between processes.

use std::cell::{Cell, RefCell};
use std::fs;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::process::exit;
use std::thread;

use forktest::held::{Before, Held, held_at_each};
use forktest::process::{State, descendants, state};
use forktest::{Scene, Seen, points};
use interleave::{Verdict, require};
use nix::sys::signal::{Signal, kill, raise};
use nix::sys::wait::WaitStatus;
use nix::unistd::{Pid, getpid, getppid};
use processes::family::Family;

#[path = "support/office.rs"]
#[allow(clippy::duplicate_mod, reason = "each exercise is also a test program of its own")]
mod office;

use office::{
    Gate, Numbers, at_rest, can_be_interrupted, for_ever, has_ended, hold_on_to, interrupt, let_go,
    no_more_processes, still_ours, stranger, until, until_ended,
};

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

    fn one_that_is_ahead_of_its_parent_is_ended_with_its_tree(scene: &Scene) {
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
            family.end(ann);
            let cleo = start(&mut family, "cleo", || 0);
            until_ended(cleo);
            family.active();
            family.end(cleo);
        };
        body();
        held_at_each(Before::Calls, body, |held| {
            if let Some(nobody) = sends_to(held).filter(|pid| state(*pid) == State::Gone) {
                scene.fail(
                    Verdict::WrongResult,
                    format!("{nobody} has ended and was waited for, and now the program sends a signal to it, or to its \
                     group: whose number is that by now?"),
                );
            }
            held.kill();
            nobody_is_left(scene, &format!("the program was killed: it was {held}"));
        });
        nobody_is_left(scene, "the program came to its end");
    }

    fn one_that_has_not_done_a_step_is_ended(scene: &Scene) {
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

/// To whom, or to whose group, somebody who is held there is about to send a signal.
fn sends_to(held: &Held) -> Option<Pid> {
    let line = fs::read_to_string(format!("/proc/{}/syscall", held.pid())).ok()?;
    let number = line.split_whitespace().nth(1)?.trim_start_matches("0x");
    let number = u64::from_str_radix(number, 16).ok()? as i32;
    (held.call == "kill" && number != 0).then_some(Pid::from_raw(number.wrapping_abs()))
}

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

unsafe extern "C" {
    /// What is done before a fork, and after it in the parent and in the child.
    fn pthread_atfork(
        before: Option<extern "C" fn()>,
        parent: Option<extern "C" fn()>,
        child: Option<extern "C" fn()>,
    ) -> libc::c_int;
}

/// Opens the gate for whoever stands there, or will.
fn open_for_all(gate: &Gate) {
    (0..100).for_each(|_| gate.open());
}
