//! VERDICT: WRONG RESULT
//! The sum is a static: it starts where the last call ended.

use std::sync::atomic::{AtomicU64, Ordering::SeqCst};
use std::thread;

static TOTAL: AtomicU64 = AtomicU64::new(0);

pub fn total_weight<P, F>(parcels: Vec<P>, workers: usize, weigh: F) -> u64
where
    P: Send + Sync + 'static,
    F: Fn(&P) -> u64 + Send + Sync + 'static,
{
    let share = parcels.len().div_ceil(workers).max(1);
    thread::scope(|s| {
        for part in parcels.chunks(share) {
            let weigh = &weigh;
            s.spawn(move || TOTAL.fetch_add(part.iter().map(weigh).sum(), SeqCst));
        }
    });
    TOTAL.load(SeqCst)
}
