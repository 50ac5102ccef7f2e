//! Eight million ones, summed in three ways. With `--time` it prints microseconds, which differ from run to run.

use std::hint::black_box;
use std::thread;
use std::time::Instant;

// ANCHOR: program
fn in_a_loop(ones: &[u64]) -> u64 {
    let mut sum = 0;
    for one in ones {
        sum += one;
    }
    sum
}

fn in_chunks(ones: &[u64], parts: usize) -> u64 {
    let chunks = ones.chunks(ones.len().div_ceil(parts));
    chunks.map(in_a_loop).sum()
}

fn in_threads(ones: &[u64], parts: usize) -> u64 {
    let chunks = ones.chunks(ones.len().div_ceil(parts));
    thread::scope(|s| {
        let start = |part| s.spawn(move || in_a_loop(part));
        let threads: Vec<_> = chunks.map(start).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).sum()
    })
}
// ANCHOR_END: program

fn main() {
    let ones = vec![1_u64; 8_000_000];
    let ways: [(&str, &dyn Fn() -> u64); 5] = [
        ("a loop", &|| in_a_loop(black_box(&ones))),
        ("8 chunks", &|| in_chunks(black_box(&ones), 8)),
        ("2 threads", &|| in_threads(black_box(&ones), 2)),
        ("8 threads", &|| in_threads(black_box(&ones), 8)),
        ("a thread that does nothing", &|| thread::spawn(|| 8_000_000).join().unwrap()),
    ];
    if !std::env::args().any(|argument| argument == "--time") {
        return ways.iter().for_each(|(name, sum)| println!("{name}: {}", sum()));
    }
    // One after the other, 101 times over, so that a disturbance meets them all.
    let mut times = ways.map(|_| Vec::new());
    for _ in 0..101 {
        for ((_, sum), times) in ways.iter().zip(&mut times) {
            let begin = Instant::now();
            black_box(sum());
            times.push(begin.elapsed().as_micros());
        }
    }
    for ((name, _), times) in ways.iter().zip(&mut times) {
        times.sort_unstable();
        println!("{name}: {} µs (best {}, worst {})", times[50], times[0], times[100]);
    }
}
