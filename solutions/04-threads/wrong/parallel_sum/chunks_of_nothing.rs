//! VERDICT: PANICKED
//! No parcels: the share is 0, and `chunks(0)` panics.

use std::thread;

pub fn total_weight<P, F>(parcels: Vec<P>, workers: usize, weigh: F) -> u64
where
    P: Send + Sync + 'static,
    F: Fn(&P) -> u64 + Send + Sync + 'static,
{
    let weigh = &weigh;
    let share = parcels.len().div_ceil(workers);
    thread::scope(|s| {
        let at_work: Vec<_> = parcels
            .chunks(share)
            .map(|part| s.spawn(move || part.iter().map(weigh).sum::<u64>()))
            .collect();
        at_work.into_iter().map(|worker| worker.join().unwrap()).sum()
    })
}
