//! What the facade costs outside an exploration, against the real std: pairs in turn, median of the ratios.

use std::hint::black_box;
use std::sync::atomic::Ordering::SeqCst;
use std::time::Instant;

const OPERATIONS: u32 = 200_000;

fn nanoseconds(operation: impl Fn()) -> f64 {
    let start = Instant::now();
    for _ in 0..OPERATIONS {
        operation();
    }
    start.elapsed().as_secs_f64() * 1e9 / f64::from(OPERATIONS)
}

fn pair(name: &str, rounds: usize, ours: impl Fn(), real: impl Fn()) {
    let mut rounds: Vec<_> = (0..rounds.max(1) * 5)
        .map(|_| {
            let (ours, real) = (nanoseconds(&ours), nanoseconds(&real));
            (ours / real, ours, real)
        })
        .collect();
    rounds.sort_by(|a, b| a.0.total_cmp(&b.0));
    let (ratio, ours, real) = rounds[rounds.len() / 2];
    println!("{name:24} {ours:>8.2} ns, std {real:>8.2} ns, {ratio:>6.2} times");
}

pub(crate) fn compare_with_std(rounds: usize) {
    println!("\noutside an exploration");
    let (ours, real) =
        (interleave::sync::atomic::AtomicU64::new(0), std::sync::atomic::AtomicU64::new(0));
    pair("load", rounds, || _ = black_box(ours.load(SeqCst)), || _ = black_box(real.load(SeqCst)));
    pair("fetch_add", rounds, || _ = ours.fetch_add(1, SeqCst), || _ = real.fetch_add(1, SeqCst));
    let (ours, real) = (interleave::sync::Mutex::new(0), std::sync::Mutex::new(0));
    pair("lock, one thread", rounds, || *ours.lock().unwrap() += 1, || *real.lock().unwrap() += 1);
    let (sender, receiver) = interleave::sync::mpsc::channel();
    let (real_sender, real_receiver) = std::sync::mpsc::channel();
    pair(
        "send and receive",
        rounds,
        || {
            sender.send(1).unwrap();
            receiver.recv().unwrap();
        },
        || {
            real_sender.send(1).unwrap();
            real_receiver.recv().unwrap();
        },
    );
}
