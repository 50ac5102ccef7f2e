//! VERDICT: PANIC SWALLOWED
//! A worker that panicked counts as 0.

#![forbid(unsafe_code, reason = "nothing in this exercise needs it")]

use std::thread;

pub trait Ledger: Sync {
    fn add(&self, amount: u64);
}

pub fn speedup(serial: f64, workers: u32) -> f64 {
    1.0 / (serial + (1.0 - serial) / f64::from(workers))
}

pub fn serial_share(speedup: f64, workers: u32) -> f64 {
    let even = 1.0 / f64::from(workers);
    ((1.0 / speedup - even) / (1.0 - even)).clamp(0.0, 1.0)
}

pub fn workers_for(wanted: f64, serial: f64) -> Option<u32> {
    if wanted <= 1.0 {
        return Some(1);
    }
    let left = 1.0 / wanted - serial;
    let workers = ((1.0 - serial) / left).ceil();
    (left > 0.0 && workers <= f64::from(u32::MAX)).then_some(workers as u32)
}

pub fn total<L: Ledger>(
    items: &[u64],
    workers: usize,
    work: impl Fn(u64) -> u64 + Sync,
    ledger: &L,
) {
    let part = items.len().div_ceil(workers).max(1);
    let sum: u64 = thread::scope(|scope| {
        let crew: Vec<_> = items
            .chunks(part)
            .map(|part| {
                let work = &work;
                scope.spawn(move || part.iter().map(|&item| work(item)).sum::<u64>())
            })
            .collect();
        crew.into_iter().map(|worker| worker.join().unwrap_or(0)).sum()
    });
    ledger.add(sum);
}
