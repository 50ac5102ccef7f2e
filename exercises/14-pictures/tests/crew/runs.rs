//! Runs that are killed, and the runs after them.

use std::fs;
use std::io::ErrorKind;

use forktest::held::apart;
use forktest::{Actor, Scene, Seen, points};
use interleave::{Verdict, require};
use nix::sys::prctl;
use nix::sys::wait::{WaitStatus, waitpid};
use pictures::crew::run;

use super::desk::Files;
use super::gate::Gate;
use super::{crew, pictures};

/// Whoever loses its parent becomes a child of the test, which waits for it with this.
fn nobody_is_left() {
    while waitpid(None, None).is_ok() {}
}

/// A run in a process of its own.
fn start<'s>(
    scene: &'s Scene,
    desk: &Files<'_>,
    name: &str,
    workers: &[&str],
    count: usize,
) -> Actor<'s> {
    scene.fork(name, |_| {
        run(desk, &desk.lock(), workers, pictures(count).into_iter().map(Ok), |_| ())
            .expect("the desk is fine");
    })
}

/// A worker of an earlier run is at the gate. This run must be asleep, and nobody else at the gate.
fn waits(scene: &Scene, run: &Actor<'_>, gate: &Gate, moment: &str) {
    let seen = run.seen();
    let begun = gate.arrived().len();
    if begun == 0 && matches!(seen, Seen::Ended(_)) {
        // If it has panicked, that is what there is to be said.
        scene.finish();
    }
    if begun > 0 || matches!(seen, Seen::Ended(_)) {
        scene.fail(
            Verdict::DoneTwice,
            format!(
                "{moment}. It gives out paths that a worker of the run before may still have in hand: {begun} have begun. Who has the \
                 lock, of which file, and until when?"
            ),
        );
    }
    if let Seen::Polls(_) | Seen::Spins = seen {
        scene.fail(Verdict::NoProgress, format!("{moment}. It {seen}, instead of waiting asleep"));
    }
}

/// The supervisor is killed while its workers are at work, and the run is started again.
pub(super) fn the_next_run_waits_for_the_last_worker(scene: &Scene) {
    prctl::set_child_subreaper(true).expect("any process may");
    for (number, names) in [&["ann", "ben"][..], &["ann"]].iter().enumerate() {
        let gate = Gate::new();
        let desk = Files::new(scene.path(&format!("{number}"))).before(|_, _| gate.pass());
        let first = crew(scene, &desk, names, 4);
        super::comes_as_far_as_it_can(scene, &first);
        let busy = gate.arrived().len();
        first.kill();
        // It has other names, so that nothing but the lock keeps the two runs apart.
        let second = start(scene, &desk, "second run", &["cem", "dan"], 4);
        let moment = format!(
            "the supervisor was killed while {busy} of its workers were at work, and the run was started again"
        );
        waits(scene, &second, &gate, &moment);
        gate.open(8);
        loop {
            match second.seen() {
                Seen::Ended(_) => break,
                Seen::At(_) => second.go(),
                seen => scene.fail(
                    Verdict::OrphanLeft,
                    format!(
                        "{moment}. The workers could go home by now, and the second run {seen}"
                    ),
                ),
            }
        }
        scene.finish();
        nobody_is_left();
        desk.holds(&pictures(4), &moment);
    }
}

/// `paths` has an error while a worker is at work, and the run is started again.
pub(super) fn an_error_does_not_end_the_work(scene: &Scene) {
    let gate = Gate::new();
    let desk = Files::new(scene.path("desk")).before(|_, _| gate.pass());
    let first = scene.fork("supervisor", |_| {
        let cut = pictures(1).into_iter().map(Ok).chain([Err(ErrorKind::UnexpectedEof.into())]);
        let ended = run(&desk, &desk.lock(), &["ann", "ben"], cut, |_| ());
        require!(ended.is_err(), MessageLost, "`paths` has an error, and `run` says: {ended:?}");
    });
    super::comes_as_far_as_it_can(scene, &first);
    let busy = gate.arrived().len();
    let second = start(scene, &desk, "second run", &["cem", "dan"], 4);
    let moment = format!(
        "`paths` had an error while {busy} workers were at work, and the run was started again"
    );
    waits(scene, &second, &gate, &moment);
    gate.open(8);
    first.join();
    second.join();
    scene.finish();
    desk.holds(&pictures(4), &moment);
}

/// Two runs are over or wait for each other, and a third one is started.
pub(super) fn one_after_the_other(scene: &Scene) {
    let gate = Gate::new();
    let desk = Files::new(scene.path("desk")).before(|_, _| gate.pass());
    let first = start(scene, &desk, "first run", &["ann"], 1);
    super::comes_as_far_as_it_can(scene, &first);
    gate.arrived();
    let second = start(scene, &desk, "second run", &["ben"], 2);
    waits(scene, &second, &gate, "a run was started while another one was at work");
    gate.open(1);
    first.join();
    super::comes_as_far_as_it_can(scene, &second);
    gate.arrived();
    let third = start(scene, &desk, "third run", &["cem"], 3);
    let moment =
        "a second run waited for the first one, and is at work; then a third one was started";
    waits(scene, &third, &gate, moment);
    gate.open(8);
    second.join();
    third.join();
    scene.finish();
    desk.holds(&pictures(3), moment);
}

/// The supervisor is killed before each of its system calls, and the run is started again.
pub(super) fn may_end_before_any_system_call(scene: &Scene) {
    let first = Files::new(scene.path("first"));
    run(&first, &first.lock(), &["ann"], [], |_| ()).expect("the desk is fine");
    prctl::set_child_subreaper(true).expect("any process may");
    let folder = scene.path("desk");
    let begin = || {
        let _ = fs::remove_dir_all(&folder);
        Files::new(folder.clone());
    };
    begin();
    let go = |names: &[&str]| {
        let desk = Files::new(folder.clone());
        run(&desk, &desk.lock(), names, pictures(3).into_iter().map(Ok), |_| ())
            .expect("the desk is fine");
    };
    points::killed_at_each(
        || go(&["ann", "ben"]),
        |point| {
            let seen = apart(|| go(&["cem", "dan"]));
            let moment = format!(
                "the supervisor was killed before its system call {}, {}, and the run was started again",
                point.number, point.call
            );
            match seen {
                Seen::Ended(WaitStatus::Exited(_, 0)) => {}
                Seen::Ended(_) => {
                    scene.fail(Verdict::WrongResult, format!("{moment}. The second run {seen}"))
                }
                _ => scene.fail(
                    Verdict::OrphanLeft,
                    format!("{moment}. Who does the second run wait for? It {seen}"),
                ),
            }
            nobody_is_left();
            Files::new(folder.clone()).holds(&pictures(3), &moment);
            begin();
        },
    );
}
