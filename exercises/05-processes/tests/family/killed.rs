//! A program that ends without a word, wherever it is.

use std::fs;
use std::process::exit;

use forktest::held::{Before, Held, held_at_each};
use forktest::process::{State, state};
use forktest::{Scene, Seen, points};
use interleave::{Verdict, require};
use nix::sys::signal::{Signal, raise};
use nix::unistd::Pid;
use processes::family::Family;

use super::office::{Gate, for_ever, stranger, until_ended};
use super::start;
use super::tree::{all_sleep, nobody_is_left, start_tree};

/// How a program can end without a word.
const ENDS: [(&str, fn()); 4] = [
    ("by `exit`", || exit(0)),
    // SAFETY: `_exit` may be called at any time.
    ("by `_exit`", || unsafe { libc::_exit(0) }),
    ("by SIGTERM", || raise(Signal::SIGTERM).expect("it may")),
    ("by SIGKILL", || raise(Signal::SIGKILL).expect("it may")),
];

/// To whom, or to whose group, somebody who is held there is about to send a signal.
fn sends_to(held: &Held) -> Option<Pid> {
    let line = fs::read_to_string(format!("/proc/{}/syscall", held.pid())).ok()?;
    let number = line.split_whitespace().nth(1)?.trim_start_matches("0x");
    let number = u64::from_str_radix(number, 16).ok()? as i32;
    (held.call == "kill" && number != 0).then_some(Pid::from_raw(number.wrapping_abs()))
}

pub(super) fn a_program_that_ends_without_a_word_leaves_nobody(scene: &Scene) {
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
            scene.fail(Verdict::Deadlock, format!("the program should end {how}, and does not"));
        }
        // However it ended, it was meant to.
        program.kill();
        nobody_is_left(scene, &format!("the program has ended {how}"));
    }
}

pub(super) fn a_family_of_a_family_goes_too(scene: &Scene) {
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

pub(super) fn whenever_the_program_is_killed_nobody_is_left(scene: &Scene) {
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

pub(super) fn whoever_begins_as_its_parent_dies_ends_too(scene: &Scene) {
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
