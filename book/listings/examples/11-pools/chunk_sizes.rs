//! How long the way to 1 is, for 100,000 numbers, in chunks of several sizes. With `--time` it prints microseconds, which
//! differ from run to run.

use std::hint::black_box;
use std::sync::Mutex;
use std::thread;
use std::time::Instant;

const NUMBERS: u64 = 100_000;

// ANCHOR: program
fn way_to_1(mut number: u64) -> u64 {
    let mut steps = 0;
    while number > 1 {
        number = if number.is_multiple_of(2) { number / 2 } else { 3 * number + 1 };
        steps += 1;
    }
    steps
}

fn two_workers(chunk: usize) -> u64 {
    let queue = Mutex::new(1..=NUMBERS);
    let work = || {
        let mut sum = 0;
        loop {
            let part: Vec<u64> = queue.lock().unwrap().by_ref().take(chunk).collect();
            if part.is_empty() {
                return sum;
            }
            sum += part.into_iter().map(way_to_1).sum::<u64>();
        }
    };
    thread::scope(|s| {
        let crew = [s.spawn(work), s.spawn(work)];
        crew.into_iter().map(|worker| worker.join().unwrap()).sum()
    })
}
// ANCHOR_END: program

fn main() {
    let chunks = [1, 10, 100, 1_000, 10_000, 100_000];
    let alone = || (1..=black_box(NUMBERS)).map(way_to_1).sum::<u64>();
    if !std::env::args().any(|argument| argument == "--time") {
        println!("alone: {}", alone());
        for chunk in chunks {
            println!("chunks of {chunk}: {}", two_workers(chunk));
        }
        return;
    }
    // One after the other, 51 times over, so that a disturbance meets them all.
    let mut times = vec![Vec::new(); chunks.len() + 1];
    for _ in 0..51 {
        for (place, times) in times.iter_mut().enumerate() {
            let begin = Instant::now();
            black_box(chunks.get(place).map_or_else(alone, |&chunk| two_workers(chunk)));
            times.push(begin.elapsed().as_micros());
        }
    }
    for (place, times) in times.iter_mut().enumerate() {
        times.sort_unstable();
        let name = chunks.get(place).map_or("alone".into(), |chunk| format!("chunks of {chunk}"));
        println!("{name}: {} µs (best {}, worst {})", times[25], times[0], times[50]);
    }
}
