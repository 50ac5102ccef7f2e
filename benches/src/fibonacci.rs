//! fibonacci(35), four times: by one core, threads, rayon, processes.
//!
//! It is much work on no memory at all. What bounds it is the number of cores.

pub mod processes;
pub mod serial;
pub mod threads;

use std::hint::black_box;

use crate::case::{Case, Scale};
use crate::ratio::Ratio;
use crate::topic::Topic;
use crate::workers::Workers;

use self::serial::{fibonacci, registers};
use self::threads::joined;

/// How often.
pub const TIMES: usize = 4;

/// See the module.
pub const TOPIC: Topic = Topic {
    name: "fibonacci",
    about: "fibonacci(35) by its definition, four times; times are for one of the four",
    cases,
    ratios: RATIOS,
    figures: |_| Vec::new(),
};

fn cases(scale: Scale) -> Vec<Case> {
    let n: u64 = scale.of(35, 12);
    let right = fibonacci(n);
    // Forked before there are other threads.
    let workers = Workers::fork(2, |_, n| fibonacci(n));
    let case = move |name: &str, four_times: fn(u64) -> [u64; TIMES]| {
        Case::new(name, TIMES as u64, move || assert_eq!(four_times(black_box(n)), [right; TIMES]))
    };
    let steps = scale.of(100_000_000, 1000);
    vec![
        case("one after the other", serial::one_after_the_other),
        case("one after the other, again", serial::one_after_the_other),
        case("one after the other, folded", serial::folded),
        case("4 scoped threads", threads::scoped),
        case("4 crossbeam threads", threads::crossbeam),
        case("rayon, 4 tasks", threads::rayon_tasks),
        case("rayon join", |n| [0; TIMES].map(|_| joined(black_box(n), 1))),
        case("rayon join, cut off at 10", |n| [0; TIMES].map(|_| joined(black_box(n), 10))),
        case("rayon join, cut off at 15", |n| [0; TIMES].map(|_| joined(black_box(n), 15))),
        case("rayon join, cut off at 20", |n| [0; TIMES].map(|_| joined(black_box(n), 20))),
        case("rayon join, cut off at 25", |n| [0; TIMES].map(|_| joined(black_box(n), 25))),
        case("rayon join, cut off at 30", |n| [0; TIMES].map(|_| joined(black_box(n), 30))),
        case("4 forked processes", processes::forked),
        Case::new("2 waiting processes", TIMES as u64, move || {
            assert_eq!(workers.map(&[n; TIMES], 1), [right; TIMES]);
        }),
        Case::new("registers, one core", 2, move || [registers(steps), registers(steps)]),
        Case::new("registers, two cores", 2, move || threads::both(|| registers(steps))),
    ]
}

const BASE: &str = "one after the other";
const LIMIT: (&str, &str) = ("registers, two cores", "registers, one core");

const RATIOS: &[Ratio] = &[
    Ratio::new("one after the other, again", BASE)
        .equal_within(0.05)
        .limit("the same function twice"),
    Ratio::new("registers, two cores", "registers, one core").limit("two cores: 0.5"),
    Ratio::new("one after the other, folded", BASE).limit("one call instead of four: 0.25"),
    Ratio::new("4 scoped threads", BASE).at_most(0.58).limited_by(LIMIT.0, LIMIT.1),
    Ratio::new("4 crossbeam threads", BASE).at_most(0.58).limited_by(LIMIT.0, LIMIT.1),
    Ratio::new("rayon, 4 tasks", BASE).at_most(0.58).limited_by(LIMIT.0, LIMIT.1),
    Ratio::new("4 forked processes", BASE).at_most(0.58).limited_by(LIMIT.0, LIMIT.1),
    Ratio::new("2 waiting processes", BASE).at_most(0.58).limited_by(LIMIT.0, LIMIT.1),
    Ratio::new("rayon join", BASE).limited_by(LIMIT.0, LIMIT.1),
    Ratio::new("rayon join, cut off at 10", BASE).limited_by(LIMIT.0, LIMIT.1),
    Ratio::new("rayon join, cut off at 15", BASE).limited_by(LIMIT.0, LIMIT.1),
    Ratio::new("rayon join, cut off at 20", BASE).at_most(0.58).limited_by(LIMIT.0, LIMIT.1),
    Ratio::new("rayon join, cut off at 25", BASE).limited_by(LIMIT.0, LIMIT.1),
    Ratio::new("rayon join, cut off at 30", BASE).limited_by(LIMIT.0, LIMIT.1),
    // The kernel shares the cores out among threads. One beside the load gets 2/3 of a core.
    Ratio::new("4 scoped threads", BASE).loaded().limit("4 of 6 threads have 4/3 cores: 0.5"),
    Ratio::new("rayon join, cut off at 20", BASE)
        .loaded()
        .at_most(0.58)
        .limit("2 of 4 threads have 1 core: 0.667"),
    Ratio::new("Python: one after the other", BASE).at_least(30.0),
    Ratio::new("Python: 4 threads", "Python: one after the other"),
    Ratio::new("Python: 4 processes", "Python: one after the other").limited_by(LIMIT.0, LIMIT.1),
    Ratio::new("Python: process pool", "Python: one after the other").limited_by(LIMIT.0, LIMIT.1),
];
