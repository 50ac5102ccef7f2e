//! Four threads that wait, and four that count. With `--time` it prints milliseconds, which differ from run to run.

use std::thread;
use std::time::{Duration, Instant};

// ANCHOR: program
/// A question over the network: nearly all of it is waiting.
fn ask(time: Duration) -> u64 {
    thread::sleep(time);
    1
}

/// How many numbers below `end` are prime: nothing but work.
fn count_primes(end: u64) -> u64 {
    let is_prime = |n: &u64| (2..=n.isqrt()).all(|d| !n.is_multiple_of(d));
    (2..end).filter(is_prime).count() as u64
}

fn in_turn(work: impl Fn() -> u64) -> u64 {
    (0..4).map(|_| work()).sum()
}

fn in_threads(work: impl Fn() -> u64 + Sync) -> u64 {
    thread::scope(|s| {
        let threads: Vec<_> = (0..4).map(|_| s.spawn(&work)).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).sum()
    })
}
// ANCHOR_END: program

fn main() {
    let timed = std::env::args().any(|argument| argument == "--time");
    let (time, end) = if timed { (200, 1_000_000) } else { (1, 1_000) };
    let wait = || ask(Duration::from_millis(time));
    let work = || count_primes(std::hint::black_box(end));
    let measure = |name: &str, run: &dyn Fn() -> u64| {
        let begin = Instant::now();
        let result = run();
        let took = begin.elapsed().as_millis();
        if timed { println!("{name}: {took} ms") } else { println!("{name}: {result}") }
    };
    for _ in 0..if timed { 5 } else { 1 } {
        measure("4 waits in turn", &|| in_turn(wait));
        measure("4 waits in threads", &|| in_threads(wait));
        measure("4 counts in turn", &|| in_turn(work));
        measure("4 counts in threads", &|| in_threads(work));
    }
}
