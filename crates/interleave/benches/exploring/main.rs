//! Interleavings per second, on nine programs with a bug and their repaired versions; and what the facade costs where
//! nothing is explored.
//!
//! `cargo bench -p interleave`. Each figure is the median of several rounds; the programs take turns, so that a busy
//! machine slows all of them. The programs are those of the prototype that this crate grew from.

mod facade;
mod programs;

use interleave::Explorer;
use programs::PROGRAMS;
use std::time::{Duration, Instant};

const ROUNDS: usize = 7;

fn main() {
    // `cargo test` runs benches, too, to see that they work: once is enough for that.
    let rounds = if std::env::args().any(|arg| arg == "--bench") { ROUNDS } else { 1 };
    let mut times = vec![Vec::new(); PROGRAMS.len()];
    let mut reports = Vec::new();
    for round in 0..rounds {
        for (program, times) in PROGRAMS.iter().zip(&mut times) {
            let run = program.run;
            let explorer = Explorer::new().weak_memory(program.weak);
            let start = Instant::now();
            let buggy = explorer.clone().explore(move || run(true));
            let middle = Instant::now();
            let repaired = explorer.explore(move || run(false));
            times.push((middle - start, middle.elapsed()));
            if round == 0 {
                reports.push((buggy, repaired));
            }
        }
    }
    println!(
        "{:16} {:>14} {:>9}   {:>14} {:>9} {:>12}",
        "program", "to the bug", "ms", "repaired", "ms", "a second"
    );
    for ((program, times), (buggy, repaired)) in PROGRAMS.iter().zip(&times).zip(&reports) {
        let found = median(times.iter().map(|t| t.0));
        let passed = median(times.iter().map(|t| t.1));
        println!(
            "{:16} {:>14} {:>9.2}   {:>14} {:>9.2} {:>12.0}",
            program.name,
            buggy.interleavings,
            found.as_secs_f64() * 1e3,
            repaired.interleavings,
            passed.as_secs_f64() * 1e3,
            repaired.interleavings as f64 / passed.as_secs_f64(),
        );
    }
    facade::compare_with_std(rounds);
}

fn median(values: impl Iterator<Item = Duration>) -> Duration {
    let mut values: Vec<_> = values.collect();
    values.sort_unstable();
    values[values.len() / 2]
}
