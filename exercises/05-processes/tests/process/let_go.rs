//! What becomes of one that is closed or dropped.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

use forktest::process::{State, state};
use forktest::{Scene, Seen};
use interleave::{Verdict, require};
use processes::child::Ending::Code;
use processes::process::Process;

use super::office::{
    Gate, Numbers, at_rest, can_be_interrupted, expect_undisturbed, for_ever, has_ended,
    hold_on_to, interrupt, let_go, until_ended,
};
use super::{daemon, started};

pub(super) fn close_gives_up_what_has_ended() {
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

pub(super) fn close_gives_back_what_runs() {
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

pub(super) fn one_that_is_dropped_is_waited_for(scene: &Scene) {
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

pub(super) fn a_daemon_that_takes_long_to_end_is_waited_for(scene: &Scene) {
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

pub(super) fn a_zombie_that_is_dropped_is_gone() {
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

pub(super) fn a_daemon_that_is_dropped_is_ended() {
    let eve = daemon(for_ever);
    let pid = eve.pid();
    drop(eve);
    let now = at_rest(pid);
    require!(
        now != State::Zombie,
        ZombieLeft,
        "a daemon was dropped and ended, and nobody has waited for it"
    );
    require!(now == State::Gone, OrphanLeft, "a daemon was dropped, and it {now}");
}

pub(super) fn a_panic_leaves_nobody_behind() {
    let daemon = Cell::new(None);
    let panic = catch_unwind(AssertUnwindSafe(|| {
        let (eve, _ann) = (self::daemon(for_ever), started("ann", || 0));
        daemon.set(Some(eve.pid()));
        resume_unwind(Box::new("no paper"));
    }));
    let Some(pid) = daemon.get() else { resume_unwind(panic.expect_err("it did not start")) };
    require!(has_ended(pid), OrphanLeft, "a panic has dropped a daemon, and it {}", state(pid));
}
