//! The sum of 8,000,000 ones, 64 MB of them: by a loop, in chunks, by threads, by processes.
//!
//! It is little work on much memory. What bounds it is how fast the cores can read.

pub mod processes;
pub mod serial;
pub mod threads;

use crate::case::{Case, Scale};
use crate::ratio::Ratio;
use crate::sys::shared;
use crate::topic::Topic;
use crate::workers::Workers;

use self::serial::{by_iterator, by_loop, in_chunks, one_by_one, stream};

/// How many ones.
pub const ONES: usize = 8_000_000;

/// See the module.
pub const TOPIC: Topic = Topic {
    name: "sum",
    about: "the sum of 8,000,000 ones; times are for one of them",
    cases,
    ratios: RATIOS,
    figures: |_| Vec::new(),
};

fn cases(scale: Scale) -> Vec<Case> {
    let n = scale.of(ONES, 8_000);
    let shared: &'static [i64] = shared::numbers(n, 1);
    // Forked before there are other threads and before our own copy of the numbers.
    let workers = sharing_workers(shared, 2);
    let numbers: &'static [i64] = vec![1; n].leak();
    let case = |name, sum: fn(&'static [i64]) -> i64| {
        Case::new(name, n as u64, move || assert_eq!(sum(numbers), n as i64, "the sum"))
    };
    vec![
        case("loop", by_loop),
        case("iterator", by_iterator),
        case("iterator, again", by_iterator),
        case("one by one", one_by_one),
        case("8 chunks in turn", |numbers| in_chunks(numbers, 8)),
        case("2 scoped threads", |numbers| threads::scoped(numbers, 2)),
        case("8 scoped threads", |numbers| threads::scoped(numbers, 8)),
        case("2 crossbeam threads", |numbers| threads::crossbeam(numbers, 2)),
        case("rayon, item by item", threads::rayon_items),
        case("rayon, 8 chunks", |numbers| threads::rayon_chunks(numbers, 8)),
        case("2 forked processes", |numbers| processes::forked(numbers, 2)),
        case("8 forked processes", |numbers| processes::forked(numbers, 8)),
        case("8 processes, numbers sent", |numbers| processes::sent(numbers, 8)),
        Case::new("2 waiting processes, shared memory", n as u64, move || {
            let sums = workers.ask_all(0);
            assert_eq!(sums.iter().sum::<u64>(), n as u64, "the sum");
        }),
        case("reading, one core", stream),
        case("reading, two cores", |numbers| threads::halves(numbers, stream)),
    ]
}

/// Each worker sums its part of the shared numbers whenever it is asked.
fn sharing_workers(numbers: &'static [i64], n: usize) -> Workers {
    Workers::fork(n, move |worker, _| {
        let part = numbers.chunks(numbers.len().div_ceil(n)).nth(worker).unwrap_or_default();
        by_iterator(part).cast_unsigned()
    })
}

const PARALLEL: (&str, &str) = ("reading, two cores", "iterator");
const NEEDS_MEMORY: &str = "both cores read from the same memory";

const RATIOS: &[Ratio] = &[
    Ratio::new("iterator, again", "iterator").equal_within(0.05).limit("the same function twice"),
    Ratio::new("loop", "iterator"),
    Ratio::new("one by one", "iterator"),
    Ratio::new("8 chunks in turn", "iterator"),
    Ratio::new("reading, one core", "iterator").limit("the widest instructions that the core has"),
    Ratio::new("reading, two cores", "reading, one core").limit(NEEDS_MEMORY),
    Ratio::new("reading, two cores", "iterator").limit(NEEDS_MEMORY),
    Ratio::new("2 scoped threads", "iterator").limited_by(PARALLEL.0, PARALLEL.1),
    Ratio::new("8 scoped threads", "iterator").limited_by(PARALLEL.0, PARALLEL.1),
    Ratio::new("2 crossbeam threads", "iterator").limited_by(PARALLEL.0, PARALLEL.1),
    Ratio::new("rayon, item by item", "iterator").limited_by(PARALLEL.0, PARALLEL.1),
    Ratio::new("rayon, 8 chunks", "iterator").at_most(0.85).limited_by(PARALLEL.0, PARALLEL.1),
    Ratio::new("2 forked processes", "iterator").limited_by(PARALLEL.0, PARALLEL.1),
    Ratio::new("8 forked processes", "iterator").limited_by(PARALLEL.0, PARALLEL.1),
    Ratio::new("8 processes, numbers sent", "iterator").limited_by(PARALLEL.0, PARALLEL.1),
    Ratio::new("2 waiting processes, shared memory", "iterator")
        .at_most(0.7)
        .limited_by(PARALLEL.0, PARALLEL.1),
    Ratio::new("2 waiting processes, shared memory", "2 scoped threads"),
    Ratio::new("Python: sum()", "iterator"),
    Ratio::new("Python: loop in a function", "loop"),
    Ratio::new("Python: loop in a function", "Python: sum()"),
    Ratio::new("Python: loop in a module", "Python: loop in a function"),
    Ratio::new("Python: loop in a module", "Python: sum()"),
    Ratio::new("Python: sum() of 8 chunks", "Python: sum()"),
    Ratio::new("Python: loops over 8 chunks", "Python: sum()"),
    Ratio::new("Python: loops over 8 chunks", "Python: loop in a function"),
    Ratio::new("Python: 8 threads", "Python: sum()"),
    Ratio::new("Python: 8 processes", "Python: sum()"),
    Ratio::new("Python: 8 processes, only an index sent", "Python: sum()"),
];
