//! VERDICT: RAN SERIALLY
//! An iterator is lazy: each worker is started when the one before has been joined.

use std::thread;

pub fn total_weight<P, F>(parcels: Vec<P>, workers: usize, weigh: F) -> u64
where
    P: Send + Sync + 'static,
    F: Fn(&P) -> u64 + Send + Sync + 'static,
{
    let weigh = &weigh;
    let share = parcels.len().div_ceil(workers).max(1);
    thread::scope(|s| {
        parcels
            .chunks(share)
            .map(|part| s.spawn(move || part.iter().map(weigh).sum::<u64>()))
            .map(|worker| worker.join().unwrap())
            .sum()
    })
}
