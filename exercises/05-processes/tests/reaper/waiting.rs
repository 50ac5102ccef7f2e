//! Who waits, and what comes by meanwhile.

use forktest::Scene;
use forktest::process::State;
use interleave::require;
use nix::sys::signal::{Signal, kill, raise};
use processes::child::Ending::{self, Code};

use super::ends_between_calls::a_child_ends_between_calls;
use super::office::{
    Gate, Numbers, can_be_interrupted, expect_asleep, expect_undisturbed, for_ever, until,
};
use super::{reaper, start};

pub(super) fn who_waits_sleeps_and_no_signal_ends_that(scene: &Scene) {
    let gate = Gate::new();
    let office = scene.fork("office", |me| {
        can_be_interrupted();
        let mut reaper = reaper();
        start(&mut reaper, "ann", gate.then(3));
        me.stop_at("the wait");
        let told = reaper.wait_next();
        require!(
            told == Some(("ann".into(), Code(3))),
            WrongResult,
            "ann has ended with 3, after a signal for the one who waits, and `wait_next` tells of {told:?}"
        );
    });
    office.expect_at("the wait");
    office.go();
    expect_undisturbed(scene, &office, "ann works, and `wait_next`");
    gate.open();
    office.join();
}

pub(super) fn who_is_stopped_has_not_ended() {
    let mut reaper = reaper();
    let pid = start(&mut reaper, "ann", || {
        raise(Signal::SIGSTOP).expect("it may");
        4
    });
    until(pid, |state| matches!(state, State::Stopped | State::Zombie | State::Gone));
    let told = reaper.reap();
    require!(
        told.is_empty(),
        WrongResult,
        "ann was stopped by SIGSTOP, and `reap` tells of {told:?}"
    );
    let names = reaper.running().join(", ");
    require!(
        names == "ann",
        WrongResult,
        "ann was stopped by SIGSTOP, and `running` says `{names}`"
    );
    kill(pid, Signal::SIGCONT).expect("it is there");
    let told = reaper.wait_next();
    require!(
        told == Some(("ann".into(), Code(4))),
        WrongResult,
        "ann was stopped, went on, and ended with 4, and `wait_next` tells of {told:?}"
    );
}

pub(super) fn neither_a_stop_nor_going_on_ends_the_wait(scene: &Scene) {
    let (gate, numbers) = (Gate::new(), Numbers::new());
    let office = scene.fork("office", |me| {
        let mut reaper = reaper();
        let pid = start(&mut reaper, "ann", gate.then(5));
        numbers.send(pid.as_raw());
        me.stop_at("the wait");
        let told = reaper.wait_next();
        require!(
            told == Some(("ann".into(), Code(5))),
            WrongResult,
            "ann was stopped, went on, and ended with 5, and `wait_next` tells of {told:?}"
        );
    });
    office.expect_at("the wait");
    let ann = numbers.receive_pid();
    office.go();
    expect_asleep(scene, &office, "ann works, and `wait_next`");
    kill(ann, Signal::SIGSTOP).expect("it is there");
    until(ann, |state| *state == State::Stopped);
    expect_asleep(scene, &office, "ann was stopped, and `wait_next`");
    kill(ann, Signal::SIGCONT).expect("it is there");
    until(ann, |state| *state != State::Stopped);
    expect_asleep(scene, &office, "ann was stopped and goes on, and `wait_next`");
    gate.open();
    office.join();
}

pub(super) fn an_end_between_two_steps_of_the_wait_is_noticed(scene: &Scene) {
    a_child_ends_between_calls(scene, || {
        let mut reaper = reaper();
        start(&mut reaper, "ann", for_ever);
        let told = reaper.wait_next();
        let killed = Some(("ann".into(), Ending::Signal(Signal::SIGKILL)));
        assert_eq!(
            told, killed,
            "ann was killed, and `wait_next` tells of somebody or something else"
        );
    });
}
