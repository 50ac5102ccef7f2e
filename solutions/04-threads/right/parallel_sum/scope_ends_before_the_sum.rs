//! The scope joins, and a sum that all add to in one step is read after it.

use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
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
                for parcel in part {
                    total.fetch_add(weigh(parcel), Relaxed);
                }
            });
        }
    });
    total.into_inner()
}
