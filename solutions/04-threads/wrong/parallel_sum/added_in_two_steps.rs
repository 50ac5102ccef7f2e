//! VERDICT: LOST UPDATE
//! The shared sum is loaded, and stored with the worker's part.

use std::sync::atomic::{AtomicU64, Ordering::SeqCst};
use std::thread;

pub fn total_weight<P, F>(parcels: Vec<P>, workers: usize, weigh: F) -> u64
where
    P: Send + Sync + 'static,
    F: Fn(&P) -> u64 + Send + Sync + 'static,
{
    let total = AtomicU64::new(0);
    let share = parcels.len().div_ceil(workers).max(1);
    thread::scope(|s| {
        for part in parcels.chunks(share) {
            let (total, weigh) = (&total, &weigh);
            s.spawn(move || {
                let sum: u64 = part.iter().map(weigh).sum();
                total.store(total.load(SeqCst) + sum, SeqCst);
            });
        }
    });
    total.load(SeqCst)
}
