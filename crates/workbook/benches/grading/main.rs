//! What grading costs: how many submissions a minute, beside `cargo test` in a folder for each; how much memory; and
//! whether ten thousand submissions, graded in parts, come to the same results as in one piece.
//!
//! ```console
//! $ cargo bench -p workbook --bench grading --profile dev [-- speed | memory | parts] [quick]
//! ```
//!
//! All of it in the sandbox that `grade` takes on this machine. With `quick` the classes are small: it shows that all
//! this works, and the figures mean nothing. `docs/grading.md` says more.

mod class;
mod watched;

use std::time::Duration;

use self::class::Class;
use self::watched::{Ran, run};

/// What is handed in: the shortest exercise of chapter 07. The less the tests do, the more the rest counts.
const EXERCISE: &str = "locks/counter";

/// How large the classes are.
struct Sizes {
    /// How many students are graded in each round of `speed`.
    class: u32,
    rounds: u32,
    /// A small class and a large one, in which each has a text of their own.
    memory: [u32; 2],
    /// How many students are graded in parts.
    crowd: u32,
}

const USUAL: Sizes = Sizes { class: 30, rounds: 5, memory: [30, 3_000], crowd: 10_000 };
const QUICK: Sizes = Sizes { class: 4, rounds: 1, memory: [4, 8], crowd: 200 };

/// In how many parts.
const PARTS: u32 = 4;

fn main() {
    let named: Vec<String> = std::env::args().skip(1).filter(|arg| !arg.starts_with('-')).collect();
    let is_named = |name: &str| named.iter().any(|named| named == name);
    let sizes = if is_named("quick") { QUICK } else { USUAL };
    for (name, measure) in [("speed", speed as fn(&Sizes)), ("memory", memory), ("parts", parts)] {
        if named.iter().all(|named| named == "quick") || is_named(name) {
            measure(&sizes);
        }
    }
}

/// In each round `cargo test` judges one submission, and `grade` the whole class, with one job and with two. What
/// counts is the ratio within a round, of the times for one submission.
fn speed(sizes: &Sizes) {
    let (students, number) = (sizes.class, sizes.rounds);
    let class = Class::new(EXERCISE, students, true);
    class.fetch();
    // The libraries are built; both ways have what they need.
    class.grade("warm.jsonl", &["--jobs", "2"]);
    let mut rounds = Vec::new();
    for round in 0..number {
        let grade = |jobs: &str| {
            let ran = class.grade(&format!("{round}-{jobs}.jsonl"), &["--jobs", jobs]);
            ran.time.as_secs_f64() / f64::from(students)
        };
        let early = round.is_multiple_of(2).then(|| class.cargo_test(round));
        let (one, two) = (grade("1"), grade("2"));
        let naive = early.unwrap_or_else(|| class.cargo_test(round)).as_secs_f64();
        rounds.push([naive, one, two]);
    }
    println!(
        "{students} submissions of {EXERCISE}; rounds: {number}. The ratio is that of a round: median, least and most.\n"
    );
    println!("{:34}{:>12}{:>10}   ratio", "", "s for one", "a minute");
    for (index, what) in
        ["cargo test, a folder for each", "grade --jobs 1", "grade --jobs 2"].iter().enumerate()
    {
        let seconds = sorted(rounds.iter().map(|round| round[index]));
        let ratio = sorted(rounds.iter().map(|round| round[0] / round[index]));
        let (middle, last) = (rounds.len() / 2, rounds.len() - 1);
        println!(
            "{what:34}{:>12.2}{:>10.1}   {:.1} ({:.1} to {:.1})",
            seconds[middle],
            60.0 / seconds[middle],
            ratio[middle],
            ratio[0],
            ratio[last]
        );
    }
    println!();
}

/// The memory that `grade` itself takes at most; what it runs is not counted.
fn memory(sizes: &Sizes) {
    println!("The most memory that `grade` had, without what it runs:\n");
    for students in sizes.memory {
        let class = Class::new(EXERCISE, students, true);
        let Ran { time, peak } = class.grade("results.jsonl", &[]);
        println!(
            "{students:>6} submissions, no two equal: {} in {}",
            megabytes(peak),
            seconds(time)
        );
    }
    println!();
}

/// A class that is too large to be judged one by one: many hand in the same. `grade` judges what is equal once.
fn parts(sizes: &Sizes) {
    let class = Class::new(EXERCISE, sizes.crowd, false);
    println!("{} submissions, {} different ones:\n", sizes.crowd, class.different());
    let whole = class.grade("whole.jsonl", &[]);
    println!("in one piece: {} in {}", megabytes(whole.peak), seconds(whole.time));
    let mut files = Vec::new();
    for part in 1..=PARTS {
        let ran = class.grade("results.jsonl", &["--shard", &format!("{part}/{PARTS}")]);
        println!("part {part} of {PARTS}: {} in {}", megabytes(ran.peak), seconds(ran.time));
        files.push(format!("results.{part}-of-{PARTS}.jsonl"));
    }
    let mut merge = class.workbook(&["grade", "merge"]);
    merge.args(&files).args(["--out", "merged.jsonl"]);
    let merged = run(merge);
    println!("merged: {} in {}", megabytes(merged.peak), seconds(merged.time));
    class.assert_same("whole.jsonl", "merged.jsonl");
    println!("the merged file is that of the run in one piece, but for the milliseconds\n");
}

fn sorted(values: impl Iterator<Item = f64>) -> Vec<f64> {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values
}

fn megabytes(bytes: u64) -> String {
    format!("{:.1} MB", bytes as f64 / 1e6)
}

fn seconds(time: Duration) -> String {
    format!("{:.0} s", time.as_secs_f64())
}
