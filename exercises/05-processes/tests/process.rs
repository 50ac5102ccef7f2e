//! What `src/process.rs` promises, between processes.

use std::cell::Cell;
use std::fs;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

use forktest::held::{Before, held_at_each};
use forktest::process::{State, descendants, state};
use forktest::{Scene, Seen};
use interleave::{Verdict, require};
use nix::sys::signal::{SaFlags, SigAction, SigHandler, SigSet, Signal, kill, raise, sigaction};
use nix::sys::wait::WaitStatus;
use nix::unistd::{Pid, getpid};
use processes::child::Ending::{self, Code};
use processes::process::{Process, Running};

#[path = "support/ends_between_calls.rs"]
#[allow(clippy::duplicate_mod, reason = "each exercise is also a test program of its own")]
mod ends_between_calls;
#[path = "support/office.rs"]
#[allow(clippy::duplicate_mod, reason = "each exercise is also a test program of its own")]
mod office;

use ends_between_calls::a_child_ends_between_calls;
use office::{
    Gate, Numbers, can_be_interrupted, expect_asleep, expect_undisturbed, for_ever, has_ended,
    hold_on_to, interrupt, let_go, no_more_processes, still_ours, stranger, until, until_ended,
};

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
        let gate = Gate::new();
        let office = scene.fork("office", |me| {
            can_be_interrupted();
            let mut ann = started("ann", gate.then(3));
            me.stop_at("the wait");
            let ending = ann.join();
            require!(ending == Code(3), WrongResult,
                "it has ended with 3, after a signal for the one who waits, and `join` says {ending:?}"
            );
        });
        office.expect_at("the wait");
        office.go();
        expect_undisturbed(scene, &office, "ann works, and `join`");
        gate.open();
        office.join();
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
        let gate = Gate::new();
        let mut ann = started("ann", gate.then(4));
        for (signal, stopped) in [(Signal::SIGSTOP, true), (Signal::SIGCONT, false)] {
            kill(ann.pid(), signal).expect("it is there");
            until(ann.pid(), |state| (*state == State::Stopped) == stopped);
            let alive = (ann.is_alive(), ann.is_alive());
            require!(
                alive == (true, true),
                WrongResult,
                "it was sent {signal}, and `is_alive`, asked twice, says {alive:?}"
            );
        }
        gate.open();
        let ending = ann.join();
        require!(
            ending == Code(4),
            WrongResult,
            "it was stopped, went on, and ended with 4, and `join` says {ending:?}"
        );
    }

    fn who_joins_is_not_told_of_a_stop(scene: &Scene) {
        let (gate, numbers) = (Gate::new(), Numbers::new());
        let office = scene.fork("office", |me| {
            let mut ann = started("ann", gate.then(5));
            numbers.send(ann.pid().as_raw());
            me.stop_at("the wait");
            let ending = ann.join();
            require!(
                ending == Code(5),
                WrongResult,
                "it was stopped, went on, and ended with 5, and `join` says {ending:?}"
            );
        });
        office.expect_at("the wait");
        let ann = numbers.receive_pid();
        office.go();
        kill(ann, Signal::SIGSTOP).expect("it is there");
        until(ann, |state| *state == State::Stopped);
        expect_asleep(scene, &office, "ann was stopped, and `join`");
        kill(ann, Signal::SIGCONT).expect("it is there");
        gate.open();
        office.join();
    }

    fn terminate_asks_with_sigterm(scene: &Scene) {
        let mut ann = started("ann", for_ever);
        ann.terminate();
        let ending = ann.join();
        require!(
            ending == by(Signal::SIGTERM),
            WrongResult,
            "it was asked to end, and ended with {ending:?}"
        );
        ann.terminate();
        let ready = Gate::new();
        let mut ben = started("ben", {
            let ready = ready.clone();
            move || {
                tidies_up();
                ready.open();
                for_ever()
            }
        });
        ready.wait();
        ben.terminate();
        let ending = ben.join();
        require!(
            ending == Code(9),
            WrongResult,
            "it has a handler for SIGTERM that tidies up and ends with 9, it was asked to end, and ended with \
             {ending:?}"
        );
    }

    fn terminate_waits_for_nobody(scene: &Scene) {
        let (ready, gate) = (Gate::new(), Gate::new());
        let mut ann = started("ann", {
            let (ready, gate) = (ready.clone(), gate.clone());
            move || {
                tidies_up();
                let mut set = SigSet::empty();
                set.add(Signal::SIGTERM);
                set.thread_block().expect("a mask");
                ready.open();
                gate.wait();
                set.thread_unblock().expect("a mask");
                0
            }
        });
        ready.wait();
        ann.terminate();
        let alive = ann.is_alive();
        require!(
            alive,
            WrongResult,
            "it was asked to end, has not listened yet, and `is_alive` says {alive}"
        );
        gate.open();
        let ending = ann.join();
        require!(
            ending == Code(9),
            WrongResult,
            "it tidies up and ends with 9 when it is asked, and ended with {ending:?}"
        );
    }

    fn what_has_ended_keeps_its_ending(scene: &Scene) {
        let mut ann = started("ann", || 8);
        until_ended(ann.pid());
        ann.terminate();
        let ending = ann.join();
        require!(
            ending == Code(8),
            WrongResult,
            "it ended with 8, was asked to end after that, and `join` says {ending:?}"
        );
    }

    fn nothing_is_sent_to_a_number_that_may_be_anothers(scene: &Scene) {
        let mut sent = None;
        let body = || {
            let mut ann = started("ann", || 0);
            ann.join();
            ann.terminate();
            ann.terminate();
            drop(ann);
            let mut ben = started("ben", || 0);
            until_ended(ben.pid());
            ben.is_alive();
            ben.terminate();
            drop(ben);
            let eve = daemon(|| 0);
            until_ended(eve.pid());
            let _ = eve.close();
        };
        held_at_each(Before::Calls, body, |held| {
            if held.call == "kill" {
                sent = Some(held.number);
            }
            held.go_on();
        });
        require!(
            sent.is_none(),
            WrongResult,
            "it has ended, it was waited for, and then `terminate`, `close` or the drop sent a signal to its number: \
             to whom?"
        );
    }

    fn an_end_between_two_steps_of_the_join_is_noticed(scene: &Scene) {
        a_child_ends_between_calls(scene, || {
            let told = started("ann", for_ever).join();
            let killed = Ending::Signal(Signal::SIGKILL);
            assert_eq!(told, killed, "ann was killed, and `join` tells of another end");
        });
    }

    fn close_gives_up_what_has_ended(scene: &Scene) {
        let ann = started("ann", || 0);
        let pid = ann.pid();
        until_ended(pid);
        let closed = ann.close().is_ok();
        require!(closed, WrongResult, "it has ended, and `close` gives it back");
        require!(
            state(pid) == State::Gone,
            ZombieLeft,
            "`close` has given it up, and it {}: who waits for it now?",
            state(pid)
        );
        let mut ben = started("ben", || 0);
        ben.join();
        require!(
            ben.close().is_ok(),
            WrongResult,
            "it has ended and was joined, and `close` gives it back"
        );
    }

    fn close_gives_back_what_runs(scene: &Scene) {
        for is_daemon in [false, true] {
            let gate = Gate::new();
            let process = Process::new("ann", gate.then(4));
            let process = if is_daemon { process.daemon() } else { process };
            let ann = process.start().expect("one more process");
            let pid = ann.pid();
            let Err(mut ann) = ann.close() else {
                interleave::broken(
                    Verdict::WrongResult,
                    format_args!("it runs, and `close` gives it up"),
                );
            };
            let alive = ann.is_alive();
            require!(
                (ann.pid(), ann.name(), ann.is_daemon(), alive) == (pid, "ann", is_daemon, true),
                WrongResult,
                "ann (daemon: {is_daemon}) was to be closed while it runs, and came back as `{}`: daemon {}, alive \
                 {alive}",
                ann.name(),
                ann.is_daemon()
            );
            gate.open();
            let ending = ann.join();
            require!(
                ending == Code(4),
                WrongResult,
                "it went on after `close` and ended with 4, and `join` says {ending:?}"
            );
        }
    }

    fn one_that_is_dropped_is_waited_for(scene: &Scene) {
        let gate = Gate::new();
        let office = scene.fork("office", |me| {
            can_be_interrupted();
            let ann = started("ann", gate.then(0));
            let pid = ann.pid();
            me.stop_at("the drop");
            drop(ann);
            require!(
                state(pid) == State::Gone,
                ZombieLeft,
                "it was dropped when it had ended, and it {}",
                state(pid)
            );
        });
        office.expect_at("the drop");
        office.go();
        match office.seen() {
            Seen::Ended(_) | Seen::At(_) => scene.fail(
                Verdict::OrphanLeft,
                "a process that is no daemon was dropped while it works: it must be waited for, and neither left nor \
                 ended",
            ),
            _ => expect_undisturbed(scene, &office, "ann works and was dropped, and who dropped it"),
        }
        gate.open();
        office.join();
    }

    fn a_daemon_that_takes_long_to_end_is_waited_for(scene: &Scene) {
        let numbers = Numbers::new();
        let office = scene.fork("office", |me| {
            can_be_interrupted();
            let eve = daemon(for_ever);
            let pid = eve.pid();
            numbers.send(pid.as_raw());
            me.stop_at("the drop");
            drop(eve);
            require!(
                state(pid) == State::Gone,
                ZombieLeft,
                "a daemon was dropped, signals came meanwhile, the drop has returned, and the daemon {}",
                state(pid)
            );
        });
        office.expect_at("the drop");
        let eve = numbers.receive_pid();
        hold_on_to(eve);
        office.go();
        for _ in 0..3 {
            if !matches!(office.seen(), Seen::Ended(_)) {
                interrupt(office.pid());
            }
        }
        let _ = office.seen();
        let_go(eve);
        office.join();
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
        for is_daemon in [false, true] {
            let process = Process::new("ann", || 0);
            let process = if is_daemon { process.daemon() } else { process };
            let ann = process.start().expect("one more process");
            let pid = ann.pid();
            until_ended(pid);
            drop(ann);
            require!(
                state(pid) == State::Gone,
                ZombieLeft,
                "it (daemon: {is_daemon}) had ended when it was dropped, and it {}",
                state(pid)
            );
        }
    }

    fn a_daemon_that_is_dropped_is_ended(scene: &Scene) {
        let eve = daemon(for_ever);
        let pid = eve.pid();
        drop(eve);
        until(pid, |state| *state != State::Runs);
        require!(
            state(pid) != State::Zombie,
            ZombieLeft,
            "a daemon was dropped and ended, and nobody has waited for it"
        );
        require!(
            state(pid) == State::Gone,
            OrphanLeft,
            "a daemon was dropped, and it {}",
            state(pid)
        );
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
        let daemon = Cell::new(None);
        let panic = catch_unwind(AssertUnwindSafe(|| {
            let (eve, _ann) = (self::daemon(for_ever), started("ann", || 0));
            daemon.set(Some(eve.pid()));
            resume_unwind(Box::new("no paper"));
        }));
        let Some(pid) = daemon.get() else { resume_unwind(panic.expect_err("it did not start")) };
        require!(has_ended(pid), OrphanLeft, "a panic has dropped a daemon, and it {}", state(pid));
    }
}

/// On SIGTERM, this process ends with 9.
fn tidies_up() {
    extern "C" fn end(_: libc::c_int) {
        // SAFETY: `_exit` may be called at any time.
        unsafe { libc::_exit(9) }
    }
    let action = SigAction::new(SigHandler::Handler(end), SaFlags::empty(), SigSet::empty());
    // SAFETY: the handler makes one system call, which is allowed at any time.
    unsafe { sigaction(Signal::SIGTERM, &action) }.expect("a handler");
}
