//! VERDICT: WRONG RESULT
//! The share is rounded down, so there is one chunk more than there are workers.

use std::thread;

pub fn total_weight<P, F>(parcels: Vec<P>, workers: usize, weigh: F) -> u64
where
    P: Send + Sync + 'static,
    F: Fn(&P) -> u64 + Send + Sync + 'static,
{
    let weigh = &weigh;
    let share = (parcels.len() / workers).max(1);
    thread::scope(|s| {
        let at_work: Vec<_> = parcels
            .chunks(share)
            .map(|part| s.spawn(move || part.iter().map(weigh).sum::<u64>()))
            .collect();
        at_work.into_iter().map(|worker| worker.join().unwrap()).sum()
    })
}
