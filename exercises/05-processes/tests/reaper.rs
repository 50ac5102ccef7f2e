//! What `src/reaper.rs` promises, between processes.

use std::io;

use forktest::Scene;
use interleave::require;
use nix::sys::prctl;
use nix::sys::signal::{Signal, raise};
use nix::unistd::{Pid, getpid, setpgid};
use processes::child::Ending::{self, Code};
use processes::reaper::Reaper;

#[path = "support/ends_between_calls.rs"]
#[allow(clippy::duplicate_mod, reason = "each exercise is also a test program of its own")]
mod ends_between_calls;
#[path = "support/office.rs"]
#[allow(clippy::duplicate_mod, reason = "each exercise is also a test program of its own")]
mod office;
#[path = "reaper/orphans.rs"]
mod orphans;
#[path = "reaper/waiting.rs"]
mod waiting;

use office::{Gate, Numbers, no_more_processes, until_ended};

// The functions as the exercise gives them. If a line here does not compile, one of them has lost its signature.
const _: fn() -> io::Result<Reaper> = Reaper::new;
const _: fn(&mut Reaper, &str, fn() -> i32) -> io::Result<Pid> = Reaper::start;
const _: fn(&Reaper) -> Vec<&str> = Reaper::running;
const _: fn(&mut Reaper) -> Vec<(String, Ending)> = Reaper::reap;
const _: fn(&mut Reaper) -> Option<(String, Ending)> = Reaper::wait_next;

type Ended = Vec<(String, Ending)>;

fn reaper() -> Reaper {
    Reaper::new().expect("a process may adopt orphans")
}

/// Starts one, and returns its number.
fn start(reaper: &mut Reaper, name: &str, work: impl FnOnce() -> i32) -> Pid {
    reaper.start(name, work).expect("one more process")
}

/// Dies of SIGKILL.
fn killed() -> i32 {
    raise(Signal::SIGKILL).expect("it may");
    0
}

/// In the order of their names.
fn sorted(mut ended: Ended) -> Ended {
    ended.sort_by(|(one, _), (other, _)| one.cmp(other));
    ended
}

fn ended(all: &[(&str, Ending)]) -> Ended {
    all.iter().map(|(name, ending)| ((*name).to_owned(), *ending)).collect()
}

/// Waits for so many ends.
fn wait_for(reaper: &mut Reaper, count: usize) -> Ended {
    sorted((0..count).map_while(|_| reaper.wait_next()).collect())
}

forktest::tests! {
    fn each_end_is_waited_for_and_told_once(scene: &Scene) {
        let mut reaper = reaper();
        start(&mut reaper, "ann", || 0);
        start(&mut reaper, "ben", || 7);
        start(&mut reaper, "cleo", || 255);
        start(&mut reaper, "dan", killed);
        start(&mut reaper, "eve", || panic!("no paper"));
        start(&mut reaper, "fay", || raise(Signal::SIGTERM).map_or(1, |()| 0));
        let told = wait_for(&mut reaper, 6);
        let all = [
            ("ann", Code(0)),
            ("ben", Code(7)),
            ("cleo", Code(255)),
            ("dan", Ending::Signal(Signal::SIGKILL)),
            ("eve", Code(101)),
            ("fay", Ending::Signal(Signal::SIGTERM)),
        ];
        require!(
            told == ended(&all),
            WrongResult,
            "these have ended: {all:?}; and these were told: {told:?}"
        );
        let more = (reaper.wait_next(), reaper.reap());
        require!(
            more == (None, Vec::new()),
            WrongResult,
            "nobody is left, and now `wait_next` and `reap` tell of {more:?}"
        );
    }

    fn that_there_is_no_process_to_be_had_is_told(scene: &Scene) {
        let office = scene.fork("office", |_| {
            let mut reaper = reaper();
            if no_more_processes() {
                let told = reaper.start("ann", || 0);
                require!(
                    told.is_err() && reaper.running().is_empty(),
                    WrongResult,
                    "the kernel has no more processes, `start` says {told:?}, and `running` {:?}",
                    reaper.running()
                );
            }
        });
        office.join();
    }

    fn orphans_come_here_from_the_beginning(scene: &Scene) {
        let _reaper = reaper();
        let comes_here = prctl::get_child_subreaper();
        require!(
            comes_here == Ok(true),
            OrphanLeft,
            "`new` has returned, and orphans are given to somebody else"
        );
    }

    fn whoever_was_not_told_of_by_one_is_told_of_by_the_other(scene: &Scene) {
        let mut reaper = reaper();
        let all = ["ann", "ben", "cleo"];
        let pids = all.map(|name| start(&mut reaper, name, || 0));
        pids.into_iter().for_each(until_ended);
        let first = reaper.wait_next();
        let mut left: Vec<_> = all.map(|name| (name.to_owned(), Code(0))).into();
        left.retain(|one| Some(one) != first.as_ref());
        let names: Vec<String> = reaper.running().into_iter().map(String::from).collect();
        require!(
            left.len() == 2 && left.iter().map(|(name, _)| name).eq(&names),
            WrongResult,
            "three have ended, `wait_next` has told of {first:?}, and `running` says {names:?}"
        );
        let told = sorted(reaper.reap());
        require!(
            told == left,
            WrongResult,
            "three have ended, `wait_next` has told of {first:?}, and then `reap` tells of {told:?}"
        );
        let more = (reaper.wait_next(), reaper.reap());
        require!(
            more == (None, Vec::new()),
            WrongResult,
            "all were told of, and now `wait_next` and `reap` tell of {more:?}"
        );
    }

    fn who_has_a_process_group_of_its_own_is_told_of(scene: &Scene) {
        let mut reaper = reaper();
        let zero = Pid::from_raw(0);
        let leads = |code| move || setpgid(zero, zero).map_or(1, |()| code);
        until_ended(start(&mut reaper, "ann", leads(3)));
        let told = reaper.reap();
        require!(
            told == ended(&[("ann", Code(3))]),
            WrongResult,
            "ann, who led a process group, has ended with 3, and `reap` tells of {told:?}: whom does it ask for?"
        );
        until_ended(start(&mut reaper, "ben", leads(4)));
        let told = reaper.wait_next();
        require!(
            told == Some(("ben".into(), Code(4))),
            WrongResult,
            "ben, who led a process group, has ended with 4, and `wait_next` tells of {told:?}: for whom does it wait?"
        );
    }

    fn the_work_is_done_in_another_process(scene: &Scene) {
        let (mut reaper, numbers) = (reaper(), Numbers::new());
        let pid = start(&mut reaper, "ann", || {
            numbers.send(getpid().as_raw());
            0
        });
        let said = numbers.receive_pid();
        require!(
            said == pid && said != getpid(),
            WrongResult,
            "`start` returns the number {pid}, the work was done in process {said}, and the program itself is {}",
            getpid()
        );
        wait_for(&mut reaper, 1);
    }

    fn all_that_have_ended_are_told_of_at_once(scene: &Scene) {
        let mut reaper = reaper();
        let pids = [("ann", 1), ("ben", 2), ("cleo", 3)]
            .map(|(name, code)| start(&mut reaper, name, move || code));
        pids.into_iter().for_each(until_ended);
        let told = sorted(reaper.reap());
        let all = [("ann", Code(1)), ("ben", Code(2)), ("cleo", Code(3))];
        require!(
            told == ended(&all),
            WrongResult,
            "three have ended, and one call of `reap` told of {told:?}: how many ends does one `waitpid` tell of?"
        );
        let again = reaper.reap();
        require!(
            again.is_empty(),
            WrongResult,
            "all were told of, and the next `reap` tells of {again:?}"
        );
    }

    fn forty_are_told_of_at_once(scene: &Scene) {
        let mut reaper = reaper();
        let pids: Vec<Pid> =
            (0..40).map(|number| start(&mut reaper, "ann", move || number)).collect();
        pids.into_iter().for_each(until_ended);
        let told = reaper.reap().len();
        require!(
            told == 40,
            WrongResult,
            "forty have ended, and one call of `reap` told of {told}: when does it stop asking?"
        );
    }

    fn one_that_a_signal_ended_hides_nobody(scene: &Scene) {
        let mut reaper = reaper();
        let pids = [
            start(&mut reaper, "ann", killed),
            start(&mut reaper, "ben", || 2),
            start(&mut reaper, "cleo", killed),
            start(&mut reaper, "dan", || 4),
        ];
        pids.into_iter().for_each(until_ended);
        let told = sorted(reaper.reap());
        let by_kill = Ending::Signal(Signal::SIGKILL);
        let all = [("ann", by_kill), ("ben", Code(2)), ("cleo", by_kill), ("dan", Code(4))];
        require!(
            told == ended(&all),
            WrongResult,
            "these have ended: {all:?}; and `reap` told of {told:?}"
        );
    }

    fn those_that_run_are_named_in_order(scene: &Scene) {
        let (mut reaper, first, second) = (reaper(), Gate::new(), Gate::new());
        start(&mut reaper, "zoe", first.then(0));
        start(&mut reaper, "ann", second.then(0));
        start(&mut reaper, "zoe", second.then(0));
        let names = reaper.running().join(", ");
        require!(
            names == "zoe, ann, zoe",
            WrongResult,
            "zoe, ann and another zoe run, and `running` says {names}"
        );
        first.open();
        let told = reaper.wait_next();
        let names = reaper.running().join(", ");
        require!(
            names == "ann, zoe",
            WrongResult,
            "the first zoe has ended and was told of ({told:?}), and `running` says {names}"
        );
        second.open();
        second.open();
        wait_for(&mut reaper, 2);
        let names = reaper.running().join(", ");
        require!(names.is_empty(), WrongResult, "all were told of, and `running` says {names}");
    }

    fn who_was_not_told_of_is_still_named(scene: &Scene) {
        let mut reaper = reaper();
        until_ended(start(&mut reaper, "ann", || 0));
        let names = reaper.running().join(", ");
        require!(
            names == "ann",
            WrongResult,
            "ann has ended, nobody was told of it, and `running` says `{names}`"
        );
        wait_for(&mut reaper, 1);
    }

    fn reap_waits_for_nobody(scene: &Scene) {
        let (mut reaper, gate) = (reaper(), Gate::new());
        require!(
            reaper.reap().is_empty(),
            WrongResult,
            "nobody was started, and `reap` tells of somebody"
        );
        start(&mut reaper, "ann", gate.then(1));
        let told = reaper.reap();
        require!(told.is_empty(), WrongResult, "ann still works, and `reap` tells of {told:?}");
        until_ended(start(&mut reaper, "ben", || 2));
        let told = reaper.reap();
        require!(
            told == ended(&[("ben", Code(2))]),
            WrongResult,
            "ann works, ben has ended, and `reap` tells of {told:?}"
        );
        gate.open();
        let told = wait_for(&mut reaper, 1);
        require!(
            told == ended(&[("ann", Code(1))]),
            WrongResult,
            "ann has ended with 1, and was told of as {told:?}"
        );
    }

    fn whoever_ends_first_is_told_of_first(scene: &Scene) {
        for first in [0, 1] {
            let (mut reaper, gates) = (reaper(), [Gate::new(), Gate::new()]);
            start(&mut reaper, "ann", gates[0].then(0));
            start(&mut reaper, "ben", gates[1].then(0));
            gates[first].open();
            let told = reaper.wait_next();
            let name = ["ann", "ben"][first];
            require!(
                told == Some((name.to_owned(), Code(0))),
                WrongResult,
                "only {name} has ended, and `wait_next` tells of {told:?}"
            );
            gates[1 - first].open();
            wait_for(&mut reaper, 1);
        }
    }

    fn without_children_there_is_nothing_to_wait_for(scene: &Scene) {
        let mut reaper = reaper();
        let told = (reaper.wait_next(), reaper.reap());
        require!(
            told == (None, Vec::new()),
            WrongResult,
            "nobody was started, and somebody has ended: {told:?}"
        );
    }

    fn who_waits_sleeps_and_no_signal_ends_that(scene: &Scene) {
        waiting::who_waits_sleeps_and_no_signal_ends_that(scene);
    }

    fn who_is_stopped_has_not_ended(scene: &Scene) {
        waiting::who_is_stopped_has_not_ended();
    }

    fn neither_a_stop_nor_going_on_ends_the_wait(scene: &Scene) {
        waiting::neither_a_stop_nor_going_on_ends_the_wait(scene);
    }

    fn an_end_between_two_steps_of_the_wait_is_noticed(scene: &Scene) {
        waiting::an_end_between_two_steps_of_the_wait_is_noticed(scene);
    }

    fn orphans_are_taken_in_and_not_told_of(scene: &Scene) {
        orphans::orphans_are_taken_in_and_not_told_of();
    }

    fn many_orphans_at_once_leave_no_zombie(scene: &Scene) {
        orphans::many_orphans_at_once_leave_no_zombie();
    }

    fn the_end_of_an_orphan_is_not_the_end_of_the_wait(scene: &Scene) {
        orphans::the_end_of_an_orphan_is_not_the_end_of_the_wait(scene);
    }
}
