//! Orphans, which the kernel gives to a process that asks for them.

use forktest::Scene;
use forktest::process::{State, parent, state};
use interleave::require;
use nix::unistd::{Pid, getpid};
use processes::child::Ending::Code;
use processes::reaper::Reaper;

use super::office::{Gate, Numbers, expect_asleep, has_ended, stranger, until_ended};
use super::{ended, reaper, start};

/// A helper of somebody who has ended, which works until the gate is opened.
fn orphan(reaper: &mut Reaper, gate: &Gate) -> Pid {
    let numbers = Numbers::new();
    start(reaper, "bob", || {
        numbers.send(
            stranger(|| {
                gate.wait();
                0
            })
            .as_raw(),
        );
        0
    });
    let told = reaper.wait_next();
    require!(
        told == Some(("bob".into(), Code(0))),
        WrongResult,
        "bob has started a helper and ended with 0, and `wait_next` tells of {told:?}"
    );
    let orphan = numbers.receive_pid();
    require!(
        parent(orphan) == Some(getpid()),
        OrphanLeft,
        "bob has ended, and the parent of his helper is not the process of the `Reaper`: who says to whom orphans are \
         given?"
    );
    orphan
}

pub(super) fn orphans_are_taken_in_and_not_told_of() {
    let (mut reaper, gate) = (reaper(), Gate::new());
    let orphan = orphan(&mut reaper, &gate);
    let told = reaper.wait_next();
    require!(
        told.is_none(),
        WrongResult,
        "an orphan works, nobody else is left, and `wait_next` tells of {told:?}"
    );
    gate.open();
    until_ended(orphan);
    let told = reaper.reap();
    require!(
        told.is_empty(),
        WrongResult,
        "an orphan has ended, which nobody has started here, and `reap` tells of {told:?}"
    );
    require!(
        state(orphan) == State::Gone,
        ZombieLeft,
        "an orphan that was given to this process has ended, `reap` has returned, and the orphan {}",
        state(orphan)
    );
}

pub(super) fn many_orphans_at_once_leave_no_zombie() {
    let (mut reaper, gate) = (reaper(), Gate::new());
    let orphans = [(); 3].map(|()| orphan(&mut reaper, &gate));
    let clerk = start(&mut reaper, "cleo", || 5);
    orphans.iter().for_each(|_| gate.open());
    orphans.into_iter().for_each(until_ended);
    until_ended(clerk);
    let told = reaper.reap();
    require!(
        told == ended(&[("cleo", Code(5))]),
        WrongResult,
        "three orphans and cleo have ended, and `reap` tells of {told:?}"
    );
    for orphan in orphans {
        require!(
            state(orphan) == State::Gone,
            ZombieLeft,
            "three orphans and cleo have ended, `reap` has returned, and one of the orphans {}",
            state(orphan)
        );
    }
}

pub(super) fn the_end_of_an_orphan_is_not_the_end_of_the_wait(scene: &Scene) {
    let (orphans, clerks, numbers) = (Gate::new(), Gate::new(), Numbers::new());
    let office = scene.fork("office", |me| {
        let mut reaper = reaper();
        let orphan = orphan(&mut reaper, &orphans);
        numbers.send(orphan.as_raw());
        start(&mut reaper, "cleo", clerks.then(6));
        me.stop_at("the wait");
        let told = reaper.wait_next();
        require!(
            told == Some(("cleo".into(), Code(6))),
            WrongResult,
            "an orphan has ended first, then cleo with 6, and `wait_next` tells of {told:?}"
        );
        reaper.reap();
        require!(
            has_ended(orphan) && state(orphan) == State::Gone,
            ZombieLeft,
            "an orphan has ended during `wait_next`, `reap` has returned, and the orphan {}",
            state(orphan)
        );
    });
    office.expect_at("the wait");
    let orphan = numbers.receive_pid();
    office.go();
    expect_asleep(scene, &office, "cleo works, and `wait_next`");
    orphans.open();
    until_ended(orphan);
    expect_asleep(scene, &office, "cleo works, an orphan has ended, and then `wait_next`");
    clerks.open();
    office.join();
}
