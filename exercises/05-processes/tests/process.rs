//! What `src/process.rs` promises, between processes.

use std::fs;
use std::io;

use forktest::process::descendants;
use forktest::{Scene, Seen};
use interleave::{Verdict, require};
use nix::sys::signal::{Signal, raise};
use nix::sys::wait::WaitStatus;
use nix::unistd::{Pid, getpid};
use processes::child::Ending::{self, Code};
use processes::process::{Process, Running};

#[path = "support/ends_between_calls.rs"]
#[allow(clippy::duplicate_mod, reason = "each exercise is also a test program of its own")]
mod ends_between_calls;
#[path = "process/let_go.rs"]
mod let_go;
#[path = "support/office.rs"]
#[allow(clippy::duplicate_mod, reason = "each exercise is also a test program of its own")]
mod office;
#[path = "process/signals.rs"]
mod signals;

use ends_between_calls::a_child_ends_between_calls;
use office::{Gate, Numbers, for_ever, no_more_processes, still_ours, stranger, until_ended};

// The functions as the exercise gives them. If a line here does not compile, one of them has lost its signature. That
// `start` and `close` take `self` is what makes a second start, or a use after `close`, an error of the compiler.
const _: fn(&str, fn() -> i32) -> Process = Process::new;
const _: fn(Process) -> Process = Process::daemon;
const _: fn(Process) -> io::Result<Running> = Process::start;
const _: fn(&Running) -> Pid = Running::pid;
const _: fn(&Running) -> &str = Running::name;
const _: fn(&Running) -> bool = Running::is_daemon;
const _: fn(&mut Running) -> bool = Running::is_alive;
const _: fn(&mut Running) -> Ending = Running::join;
const _: fn(&mut Running) = Running::terminate;
const _: fn(Running) -> Result<(), Running> = Running::close;

/// A started process of that name.
fn started(name: &str, work: impl FnOnce() -> i32 + 'static) -> Running {
    Process::new(name, work).start().expect("one more process")
}

/// A started daemon.
fn daemon(work: impl FnOnce() -> i32 + 'static) -> Running {
    Process::new("daemon", work).daemon().start().expect("one more process")
}

fn by(signal: Signal) -> Ending {
    Ending::Signal(signal)
}

forktest::tests! {
    fn the_work_is_done_by_another_process_of_that_number(scene: &Scene) {
        let numbers = Numbers::new();
        let mut ann = started("ann", {
            let numbers = numbers.clone();
            move || {
                numbers.send(getpid().as_raw());
                0
            }
        });
        let said = numbers.receive_pid();
        require!(
            said == ann.pid() && said != getpid(),
            WrongResult,
            "the work was done by process {said}, `pid` says {}, and the program itself is {}",
            ann.pid(),
            getpid()
        );
        ann.join();
    }

    fn it_has_a_name_and_is_no_daemon_unless_it_was_made_one(scene: &Scene) {
        let (mut ann, mut eve) = (started("ann", || 0), daemon(|| 0));
        for _ in 0..2 {
            require!(
                ann.name() == "ann" && eve.name() == "daemon",
                WrongResult,
                "`ann` and `daemon` were started, and their names are `{}` and `{}`",
                ann.name(),
                eve.name()
            );
            require!(
                !ann.is_daemon() && eve.is_daemon(),
                WrongResult,
                "one was started as it was, one as a daemon, and `is_daemon` says {} and {}",
                ann.is_daemon(),
                eve.is_daemon()
            );
            let (numbers, _) = ((ann.pid(), eve.pid()), (ann.join(), eve.join()));
            require!(
                numbers == (ann.pid(), eve.pid()),
                WrongResult,
                "the processes had the numbers {numbers:?}, and have others when they have ended"
            );
        }
    }

    fn nothing_happens_before_the_start(scene: &Scene) {
        let path = scene.path("done");
        let work = {
            let path = path.clone();
            move || i32::from(fs::write(path, "").is_err())
        };
        let _ = Process::new("ann", work.clone()).daemon();
        let ann = Process::new("ann", work);
        let children = descendants(getpid()).len();
        require!(
            children == 0 && !path.exists(),
            WrongResult,
            "nobody has called `start`, and the program has {children} children; the work was done: {}",
            path.exists()
        );
        ann.start().expect("one more process").join();
        require!(
            path.exists(),
            WrongResult,
            "it was started and joined, and the work was not done"
        );
    }

    fn all_are_started_before_anybody_is_waited_for(scene: &Scene) {
        let gates = [Gate::new(), Gate::new()];
        let office = scene.fork("office", |me| {
            // Each of them goes on when the other has come.
            let meets = |own: usize, code| {
                let gates = gates.clone();
                move || {
                    gates[1 - own].open();
                    gates[own].wait();
                    code
                }
            };
            let (mut ann, mut ben) = (started("ann", meets(0, 1)), started("ben", meets(1, 2)));
            me.stop_at("both started");
            let endings = (ann.join(), ben.join());
            require!(
                endings == (Code(1), Code(2)),
                WrongResult,
                "they end with 1 and 2, and `join` says {endings:?}"
            );
        });
        match office.seen() {
            Seen::At(_) => {}
            Seen::Ended(_) => office.expect_at("both started"),
            seen => scene.fail(
                Verdict::RanSerially,
                format!("ann waits for ben, and ben is not started, since the program {seen}: what does `start` wait \
                 for?"),
            ),
        }
        office.join();
    }

    fn join_tells_how_it_ended_each_time_it_is_asked(scene: &Scene) {
        let works: [(fn() -> i32, Ending); 7] = [
            (|| 0, Code(0)),
            (|| 7, Code(7)),
            (|| 255, Code(255)),
            (|| panic!("no paper"), Code(101)),
            (
                || {
                    raise(Signal::SIGKILL).expect("it may");
                    0
                },
                by(Signal::SIGKILL),
            ),
            (
                || {
                    raise(Signal::SIGTERM).expect("it may");
                    0
                },
                by(Signal::SIGTERM),
            ),
            (|| raise(Signal::SIGHUP).map_or(1, |()| 0), by(Signal::SIGHUP)),
        ];
        for (work, ending) in works {
            let mut ann = started("ann", work);
            let told = (ann.join(), ann.join(), ann.is_alive(), ann.join());
            require!(
                told == (ending, ending, false, ending),
                WrongResult,
                "it has ended with {ending:?}, and `join`, `join`, `is_alive` and `join` say {told:?}"
            );
        }
    }

    fn who_joins_sleeps_and_no_signal_ends_that(scene: &Scene) {
        signals::who_joins_sleeps_and_no_signal_ends_that(scene);
    }

    fn is_alive_does_not_wait(scene: &Scene) {
        let gate = Gate::new();
        let mut ann = started("ann", gate.then(5));
        let alive = (ann.is_alive(), ann.is_alive());
        require!(
            alive == (true, true),
            WrongResult,
            "it works, and `is_alive`, asked twice, says {alive:?}"
        );
        gate.open();
        let ending = ann.join();
        let alive = ann.is_alive();
        require!(
            (ending, alive) == (Code(5), false),
            WrongResult,
            "it was joined ({ending:?}), and is it alive: {alive}"
        );
    }

    fn one_that_has_ended_is_not_alive_though_nobody_has_waited(scene: &Scene) {
        let mut ann = started("ann", || 6);
        until_ended(ann.pid());
        let alive = (ann.is_alive(), ann.is_alive());
        require!(
            alive == (false, false),
            WrongResult,
            "it has ended, nobody has waited for it, and `is_alive`, asked twice, says {alive:?}: of whom does `kill` find \
             that it is there?"
        );
        let ending = ann.join();
        require!(
            ending == Code(6),
            WrongResult,
            "it has ended with 6, `is_alive` has asked, and now `join` says {ending:?}"
        );
    }

    fn one_that_is_stopped_is_alive(scene: &Scene) {
        signals::one_that_is_stopped_is_alive();
    }

    fn who_joins_is_not_told_of_a_stop(scene: &Scene) {
        signals::who_joins_is_not_told_of_a_stop(scene);
    }

    fn terminate_asks_with_sigterm(scene: &Scene) {
        signals::terminate_asks_with_sigterm();
    }

    fn terminate_waits_for_nobody(scene: &Scene) {
        signals::terminate_waits_for_nobody();
    }

    fn what_has_ended_keeps_its_ending(scene: &Scene) {
        signals::what_has_ended_keeps_its_ending();
    }

    fn nothing_is_sent_to_a_number_that_may_be_anothers(scene: &Scene) {
        signals::nothing_is_sent_to_a_number_that_may_be_anothers();
    }

    fn an_end_between_two_steps_of_the_join_is_noticed(scene: &Scene) {
        a_child_ends_between_calls(scene, || {
            let told = started("ann", for_ever).join();
            let killed = Ending::Signal(Signal::SIGKILL);
            assert_eq!(told, killed, "ann was killed, and `join` tells of another end");
        });
    }

    fn close_gives_up_what_has_ended(scene: &Scene) {
        let_go::close_gives_up_what_has_ended();
    }

    fn close_gives_back_what_runs(scene: &Scene) {
        let_go::close_gives_back_what_runs();
    }

    fn one_that_is_dropped_is_waited_for(scene: &Scene) {
        let_go::one_that_is_dropped_is_waited_for(scene);
    }

    fn a_daemon_that_takes_long_to_end_is_waited_for(scene: &Scene) {
        let_go::a_daemon_that_takes_long_to_end_is_waited_for(scene);
    }

    fn that_there_is_no_process_to_be_had_is_told(scene: &Scene) {
        let office = scene.fork("office", |_| {
            let ann = Process::new("ann", || 0);
            if no_more_processes() {
                require!(
                    ann.start().is_err(),
                    WrongResult,
                    "the kernel has no more processes, and `start` says that it has started one"
                );
            }
        });
        office.join();
    }

    fn a_daemon_is_made_one_once(scene: &Scene) {
        let process = Process::new("eve", || 0).daemon().daemon();
        let mut eve = process.start().expect("one more process");
        require!(
            eve.is_daemon(),
            WrongResult,
            "`daemon` was called twice, and it is none"
        );
        eve.join();
    }

    fn a_zombie_that_is_dropped_is_gone(scene: &Scene) {
        let_go::a_zombie_that_is_dropped_is_gone();
    }

    fn a_daemon_that_is_dropped_is_ended(scene: &Scene) {
        let_go::a_daemon_that_is_dropped_is_ended();
    }

    fn other_processes_are_not_waited_for(scene: &Scene) {
        let gate = Gate::new();
        let (other, mut ann) = (stranger(|| 7), started("ann", || 1));
        let (mut ben, eve) = (started("ben", gate.then(2)), daemon(for_ever));
        until_ended(other);
        until_ended(ann.pid());
        let alive = ben.is_alive();
        gate.open();
        let (second, first) = (ben.join(), ann.join());
        require!(
            (first, second, alive) == (Code(1), Code(2), true),
            WrongResult,
            "ann ended with 1, ben worked (alive: {alive}) and ended with 2, and `join` says {first:?} and {second:?}"
        );
        drop(eve);
        let status = still_ours(other);
        require!(
            status == Some(WaitStatus::Exited(other, 7)),
            WrongResult,
            "the program has another child, which ended with 7, and somebody has waited for that one: {status:?}"
        );
    }

    fn a_panic_leaves_nobody_behind(scene: &Scene) {
        let_go::a_panic_leaves_nobody_behind();
    }
}
