//! The 19 levels of the Deadlock Empire, each bug found within the default budget, each repaired version passing it.
//!
//! The Deadlock Empire (<https://deadlockempire.github.io>, Petr Hudeček and Michal Pokorný, 2016) is a game in which
//! the player is the scheduler and has to break programs. The programs here are our own, after the idea of each level;
//! endless loops of the game became a few rounds.
//!
//! `cargo test -p interleave --test deadlock_empire -- --nocapture` prints the table.

mod locked;
mod tools;
mod unlocked;
mod waiting;

use Verdict::{DataRace, Deadlock, LostUpdate, Panicked, TwoInside};
use interleave::{Explorer, Verdict};

/// The level's name, what goes wrong in it, and the program: with the bug, or repaired.
type Level = (&'static str, Verdict, fn(buggy: bool));

const LEVELS: [Level; 19] = [
    ("Tutorial 1: Interface", TwoInside, unlocked::interface),
    ("Tutorial 2: Non-Atomic Instructions", TwoInside, unlocked::non_atomic_instructions),
    ("Boolean Flags Are Enough For Everyone", TwoInside, unlocked::boolean_flags),
    ("Simple Counter", TwoInside, unlocked::simple_counter),
    ("Confused Counter", LostUpdate, unlocked::confused_counter),
    ("Insufficient Lock", Panicked, locked::insufficient_lock),
    ("Deadlock", Deadlock, locked::deadlock),
    ("A More Complex Thread", Deadlock, locked::more_complex_thread),
    ("Manual Reset Event", Panicked, locked::manual_reset_event),
    ("Countdown Event", Deadlock, locked::countdown_event),
    ("Countdown Event Revisited", Panicked, locked::countdown_event_revisited),
    ("The Barrier", Panicked, locked::barrier),
    ("Semaphores", TwoInside, waiting::semaphores),
    ("Producer-Consumer", Panicked, waiting::producer_consumer),
    ("Producer-Consumer (variant)", DataRace, waiting::producer_consumer_variant),
    ("Condition Variables", Panicked, waiting::condition_variables),
    ("Dragonfire", Panicked, waiting::dragonfire),
    ("Triple Danger", Panicked, waiting::triple_danger),
    ("Boss Fight", TwoInside, waiting::boss_fight),
];

#[test]
fn every_level_is_won_within_the_default_budget() {
    let mut wrong = Vec::new();
    println!("{:38} {:>13}  verdict", "level", "interleavings");
    for (name, verdict, run) in LEVELS {
        let report = Explorer::new().explore(move || run(true));
        println!("{name:38} {:>13}  {}", report.interleavings, report.verdict.name());
        if report.verdict != verdict {
            wrong.push(format!("{name}, expected {}: {report}", verdict.name()));
        }
    }
    assert!(wrong.is_empty(), "not broken as the level is:\n{}", wrong.join("\n"));
}

#[test]
fn every_repaired_level_passes_the_default_budget() {
    let mut wrong = Vec::new();
    for (name, _, run) in LEVELS {
        let report = Explorer::new().explore(move || run(false));
        let all = if report.exhaustive { "all" } else { "budget used" };
        println!("{name:38} {:>13}  {all}", report.interleavings);
        if !report.passed() {
            wrong.push(format!("{name}: {report}"));
        }
    }
    assert!(wrong.is_empty(), "refused, though repaired:\n{}", wrong.join("\n"));
}
