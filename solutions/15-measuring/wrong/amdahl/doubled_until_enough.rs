//! VERDICT: WRONG RESULT
//! The workers are doubled until they are enough: 2^31 is the most that is tried.

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
    let enough = |workers: u32| speedup(serial, workers) >= wanted;
    if wanted > 1.0 && wanted * serial >= 1.0 {
        return None;
    }
    let mut high = 1_u32;
    while !enough(high) {
        high = high.checked_mul(2)?;
    }
    let mut low = high / 2 + 1;
    while low < high {
        let middle = low + (high - low) / 2;
        if enough(middle) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    Some(high)
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
