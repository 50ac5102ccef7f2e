//! The law as a time: what takes so long is so many times as fast. The workers are halved in.

#![forbid(unsafe_code, reason = "nothing in this exercise needs it")]

use std::thread;

pub trait Ledger: Sync {
    fn add(&self, amount: u64);
}

pub fn speedup(serial: f64, workers: u32) -> f64 {
    let time = serial + (1.0 - serial) / f64::from(workers);
    time.recip()
}

pub fn serial_share(speedup: f64, workers: u32) -> f64 {
    let even = 1.0 / f64::from(workers);
    ((1.0 / speedup - even) / (1.0 - even)).clamp(0.0, 1.0)
}

pub fn workers_for(wanted: f64, serial: f64) -> Option<u32> {
    let enough = |workers: u32| speedup(serial, workers) >= wanted;
    if serial > 0.0 && wanted > 1.0 && wanted * serial >= 1.0 || !enough(u32::MAX) {
        return None;
    }
    let (mut low, mut high) = (1, u32::MAX);
    while low < high {
        let middle = low + (high - low) / 2;
        if enough(middle) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    Some(low)
}

pub fn total<L: Ledger>(
    items: &[u64],
    workers: usize,
    work: impl Fn(u64) -> u64 + Sync,
    ledger: &L,
) {
    let part = items.len().div_ceil(workers).max(1);
    thread::scope(|scope| {
        for part in items.chunks(part) {
            let work = &work;
            scope.spawn(move || ledger.add(part.iter().map(|&item| work(item)).sum()));
        }
    });
}
