//! The calling thread is one of the workers.

use std::thread;

pub fn total_weight<P, F>(parcels: Vec<P>, workers: usize, weigh: F) -> u64
where
    P: Send + Sync + 'static,
    F: Fn(&P) -> u64 + Send + Sync + 'static,
{
    let weigh = &weigh;
    let sum = move |part: &[P]| part.iter().map(weigh).sum::<u64>();
    let share = parcels.len().div_ceil(workers).max(1);
    let mut parts = parcels.chunks(share);
    let own = parts.next().unwrap_or_default();
    thread::scope(|s| {
        let others: Vec<_> = parts.map(|part| s.spawn(move || sum(part))).collect();
        others.into_iter().fold(sum(own), |total, other| total + other.join().unwrap())
    })
}
