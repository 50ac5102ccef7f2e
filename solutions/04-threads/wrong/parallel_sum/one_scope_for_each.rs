//! VERDICT: RAN SERIALLY
//! Each worker has a scope of its own, and a scope waits for its threads.

use std::thread;

pub fn total_weight<P, F>(parcels: Vec<P>, workers: usize, weigh: F) -> u64
where
    P: Send + Sync + 'static,
    F: Fn(&P) -> u64 + Send + Sync + 'static,
{
    let share = parcels.len().div_ceil(workers).max(1);
    let mut total = 0;
    for part in parcels.chunks(share) {
        let weigh = &weigh;
        thread::scope(|s| {
            s.spawn(|| total += part.iter().map(weigh).sum::<u64>());
        });
    }
    total
}
