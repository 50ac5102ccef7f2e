//! VERDICT: RAN SERIALLY
//! No more threads than processors, whatever was asked for.

use std::thread;
pub fn total_weight<P, F>(parcels: Vec<P>, workers: usize, weigh: F) -> u64
where
    P: Send + Sync + 'static,
    F: Fn(&P) -> u64 + Send + Sync + 'static,
{
    let workers = workers.min(thread::available_parallelism().map_or(1, |n| n.get()));
    let weigh = &weigh;
    let share = parcels.len().div_ceil(workers).max(1);
    thread::scope(|s| {
        let w: Vec<_> = parcels
            .chunks(share)
            .map(|p| s.spawn(move || p.iter().map(weigh).sum::<u64>()))
            .collect();
        w.into_iter().map(|w| w.join().unwrap()).sum()
    })
}
