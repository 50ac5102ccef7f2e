//! Weak memory: what `interleave` shows for litmus programs is what the C++20 memory model allows.
//!
//! Two judges: `axioms`, the model itself, tried on every execution of a small program; and `loom`, an explorer of other
//! people's making. The classic programs also carry their known answer, so that the axioms are judged, too.
//!
//! `cargo test -p interleave --test litmus -- --nocapture` prints the table.

mod axioms;
mod classics;
mod explorers;
mod program;
mod random;
mod relation;

use classics::{Classic, Weak};
use program::Outcomes;
use random::Steps;

/// How many random programs are judged by the axioms.
const RANDOM: u64 = 1_000;

/// How many are judged by loom, which takes much longer.
const RANDOM_FOR_LOOM: u64 = 100;

fn shows(outcomes: &Outcomes, weak: &Weak) -> bool {
    outcomes.iter().any(|(reads, ends)| match weak {
        Weak::Reads(values) => reads == values,
        Weak::Ends(values) => ends == values,
        Weak::Both(read, ended) => reads == read && ends == ended,
    })
}

#[track_caller]
fn assert_same(name: &str, seen: &Outcomes, judge: &str, expected: &Outcomes) {
    let missing: Vec<_> = expected.difference(seen).collect();
    let surplus: Vec<_> = seen.difference(expected).collect();
    assert!(
        missing.is_empty() && surplus.is_empty(),
        "{name}: interleave never shows {missing:?} and shows {surplus:?}, unlike {judge}"
    );
}

#[test]
fn the_axioms_know_the_classic_answers() {
    for Classic { name, program, weak, allowed, .. } in classics::all() {
        let shown = shows(&axioms::outcomes(&program), &weak);
        assert_eq!(shown, allowed, "{name}: is the outcome allowed? See litmus/axioms.rs");
    }
}

#[test]
fn classic_programs_have_the_outcomes_of_the_memory_model() {
    println!("{:32} {:>8} {:>13}", "program", "outcomes", "interleavings");
    for Classic { name, program, weak, allowed, .. } in classics::all() {
        let (seen, interleavings) = explorers::by_interleave(&program);
        println!("{name:32} {:>8} {interleavings:>13}", seen.len());
        assert_eq!(shows(&seen, &weak), allowed, "{name}: seen {seen:?}");
        assert_same(name, &seen, "the memory model", &axioms::outcomes(&program));
    }
}

#[test]
fn classic_programs_have_the_outcomes_of_loom() {
    for Classic { name, program, .. } in classics::all() {
        let (seen, _) = explorers::by_interleave(&program);
        let by_loom = explorers::by_loom(&program);
        if program::loom_is_right(&program) {
            assert_same(name, &seen, "loom", &by_loom);
        } else {
            // In none of the classics does loom show too little.
            let surplus: Vec<_> = seen.difference(&by_loom).collect();
            assert!(surplus.is_empty(), "{name}: not even loom allows {surplus:?}");
        }
    }
}

#[test]
fn random_programs_have_the_outcomes_of_the_memory_model() {
    for seed in 0..RANDOM {
        let program = random::program(seed, Steps::Any);
        let (seen, _) = explorers::by_interleave(&program);
        let name = format!("random program {seed}, {program:?}");
        assert_same(&name, &seen, "the memory model", &axioms::outcomes(&program));
    }
}

#[test]
fn random_programs_have_the_outcomes_of_loom() {
    for seed in 0..RANDOM_FOR_LOOM {
        let program = random::program(seed, Steps::ForLoom);
        let (seen, _) = explorers::by_interleave(&program);
        let name = format!("random program {seed}, {program:?}");
        assert_same(&name, &seen, "loom", &explorers::by_loom(&program));
    }
}
