//! What signals do: SIGTERM, SIGSTOP, and those that only come by.

use forktest::Scene;
use forktest::held::{Before, held_at_each};
use forktest::process::State;
use interleave::require;
use nix::sys::signal::{SaFlags, SigAction, SigHandler, SigSet, Signal, kill, sigaction};
use processes::child::Ending::Code;

use super::office::{
    Gate, Numbers, can_be_interrupted, expect_asleep, expect_undisturbed, for_ever, until,
    until_ended,
};
use super::{by, daemon, started};

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

pub(super) fn who_joins_sleeps_and_no_signal_ends_that(scene: &Scene) {
    let gate = Gate::new();
    let office = scene.fork("office", |me| {
        can_be_interrupted();
        let mut ann = started("ann", gate.then(3));
        me.stop_at("the wait");
        let ending = ann.join();
        require!(
            ending == Code(3),
            WrongResult,
            "it has ended with 3, after a signal for the one who waits, and `join` says {ending:?}"
        );
    });
    office.expect_at("the wait");
    office.go();
    expect_undisturbed(scene, &office, "ann works, and `join`");
    gate.open();
    office.join();
}

pub(super) fn one_that_is_stopped_is_alive() {
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

pub(super) fn who_joins_is_not_told_of_a_stop(scene: &Scene) {
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
    expect_asleep(scene, &office, "ann works, and `join`");
    kill(ann, Signal::SIGSTOP).expect("it is there");
    until(ann, |state| *state == State::Stopped);
    expect_asleep(scene, &office, "ann was stopped, and `join`");
    kill(ann, Signal::SIGCONT).expect("it is there");
    gate.open();
    office.join();
}

pub(super) fn terminate_asks_with_sigterm() {
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

pub(super) fn terminate_waits_for_nobody() {
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

pub(super) fn what_has_ended_keeps_its_ending() {
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

pub(super) fn nothing_is_sent_to_a_number_that_may_be_anothers() {
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
