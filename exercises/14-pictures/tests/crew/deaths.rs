//! Workers that die, at a moment that the test chooses.

use std::fs::{self, File};
use std::io::Write;
use std::path::Path;

use forktest::Scene;
use forktest::process::descendants;
use interleave::{Verdict, require};
use nix::sys::signal::{Signal, raise};
use pictures::crew::TRIES;

use super::desk::Files;
use super::gate::{Gate, killed_at_once};
use super::{comes_as_far_as_it_can, crew, pictures, told_of};

/// Adds one to the number in a file, and returns what it was: processes that die remember through this.
fn count(path: &Path) -> usize {
    let before = fs::metadata(path).map_or(0, |file| file.len());
    let mut file =
        File::options().create(true).append(true).open(path).expect("the folder is writable");
    file.write_all(b"x").expect("the disk has room");
    before as usize
}

/// Ends the process, the first `times` times that this is called with the file.
fn dies(path: &Path, times: usize) {
    if count(path) < times {
        let _ = raise(Signal::SIGKILL);
    }
}

/// Crews of different sizes.
const CREWS: [&[&str]; 3] = [&["ann"], &["ann", "ben"], &["ann", "ben", "cem", "dan"]];

pub(super) fn before_the_record(scene: &Scene) {
    for names in CREWS {
        for victim in 0..4 {
            let deaths = scene.path(&format!("deaths {} {victim}", names.len()));
            let desk =
                Files::new(scene.path(&format!("{} {victim}", names.len()))).before(|_, path| {
                    if path == pictures(4)[victim] {
                        dies(&deaths, 1);
                    }
                });
            let moment = format!(
                "{} workers, and one of them was killed over path {victim} of 4, before the record",
                names.len()
            );
            told_of(scene, &desk, names, &pictures(4), &pictures(4), &moment);
            require!(
                desk.given_up() == 0,
                WrongResult,
                "{moment}. It was given up after one death"
            );
        }
    }
}

pub(super) fn behind_the_record(scene: &Scene) {
    for names in CREWS {
        for victim in 0..4 {
            let desk =
                Files::new(scene.path(&format!("{} {victim}", names.len()))).behind(|_, path| {
                    if path == pictures(4)[victim] {
                        let _ = raise(Signal::SIGKILL);
                    }
                });
            let moment = format!(
                "{} workers, and one of them was killed over path {victim} of 4, when it had written the record and had not said so",
                names.len()
            );
            told_of(scene, &desk, names, &pictures(4), &pictures(4), &moment);
        }
    }
}

/// One has nothing to do any more, and is killed while another one works; or is given a path when it is dead.
pub(super) fn with_nothing_in_hand(scene: &Scene) {
    let gate = Gate::new();
    let desk = Files::new(scene.path("desk")).before(|_, path| {
        if path == pictures(1)[0] {
            gate.pass();
        }
    });
    let supervisor = crew(scene, &desk, &["ann", "ben"], 2);
    comes_as_far_as_it_can(scene, &supervisor);
    let busy = gate.arrived();
    let idle: Vec<_> =
        descendants(supervisor.pid()).into_iter().filter(|pid| !busy.contains(pid)).collect();
    killed_at_once(supervisor.pid(), &idle);
    comes_as_far_as_it_can(scene, &supervisor);
    let left = descendants(supervisor.pid()).len();
    if left > 2 {
        scene.fail(
            Verdict::BoundExceeded,
            format!("a worker with nothing to do was killed, and there are {left} processes"),
        );
    }
    gate.open(1);
    supervisor.join();
    scene.finish();
    desk.holds(&pictures(2), "a worker with nothing to do was killed");
}

/// All that are at work are killed, and the supervisor hears of all of them at once.
pub(super) fn several_at_the_same_moment(scene: &Scene) {
    for (number, victims) in [2, 3].into_iter().enumerate() {
        let gate = Gate::new();
        let desk = Files::new(scene.path(&format!("{number}"))).before(|_, _| gate.pass());
        let supervisor = crew(scene, &desk, &["ann", "ben", "cem"], 5);
        comes_as_far_as_it_can(scene, &supervisor);
        let mut busy = gate.arrived();
        busy.sort();
        busy.truncate(victims);
        killed_at_once(supervisor.pid(), &busy);
        comes_as_far_as_it_can(scene, &supervisor);
        let again = gate.arrived().len();
        let moment = format!("{victims} of three workers were killed at the same moment");
        if again < victims {
            scene.fail(
                Verdict::RanSerially,
                format!("{moment}, five paths are left, and {again} have begun in their place"),
            );
        }
        gate.open(20);
        supervisor.join();
        scene.finish();
        desk.holds(&pictures(5), &moment);
    }
}

pub(super) fn a_path_that_kills_is_given_up(scene: &Scene) {
    for names in CREWS {
        for deaths in [TRIES - 1, TRIES, TRIES + 3] {
            let counted = scene.path(&format!("deaths {} {deaths}", names.len()));
            let desk =
                Files::new(scene.path(&format!("{} {deaths}", names.len()))).before(|_, path| {
                    if path == pictures(2)[1] {
                        dies(&counted, deaths);
                    }
                });
            let moment =
                format!("{} workers, and {deaths} would die over path 1 of 4", names.len());
            told_of(scene, &desk, names, &pictures(4), &pictures(4), &moment);
            let sent = fs::metadata(&counted).map_or(0, |file| file.len()) as usize;
            require!(
                sent == TRIES && desk.given_up() == usize::from(deaths >= TRIES),
                WrongResult,
                "{moment}. {sent} workers were sent to it, and it was given up {} times",
                desk.given_up()
            );
        }
    }
}

/// The last one that may die over a path had written the record.
pub(super) fn the_last_one_had_written(scene: &Scene) {
    for names in CREWS {
        let counted = scene.path(&format!("deaths {}", names.len()));
        let desk = Files::new(scene.path(&format!("{}", names.len())))
            .before(|_, _| dies(&counted, TRIES - 1))
            .behind(|_, _| _ = raise(Signal::SIGKILL));
        let moment = format!(
            "{TRIES} workers were killed over one path, the last of them when it had written the record"
        );
        told_of(scene, &desk, names, &pictures(1), &pictures(1), &moment);
    }
}

/// Over several paths several workers die each, by turns.
pub(super) fn counted_for_each_path(scene: &Scene) {
    for names in CREWS {
        let counted = |path: &Path| {
            scene.path(&format!(
                "deaths {} {}",
                names.len(),
                path.display().to_string().replace('/', " ")
            ))
        };
        let desk = Files::new(scene.path(&format!("{}", names.len())))
            .before(|_, path| dies(&counted(path), TRIES - 1));
        let moment = format!(
            "{} workers, and over each of three paths {} of them die",
            names.len(),
            TRIES - 1
        );
        told_of(scene, &desk, names, &pictures(3), &pictures(3), &moment);
        require!(
            desk.given_up() == 0,
            WrongResult,
            "{moment}. {} paths were given up: are the deaths of all paths counted together?",
            desk.given_up()
        );
    }
}
