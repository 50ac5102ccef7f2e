//! VERDICT: WRONG RESULT
//! The share is rounded down, and what is left over belongs to nobody.

use std::thread;

pub fn total_weight<P, F>(parcels: Vec<P>, workers: usize, weigh: F) -> u64
where
    P: Send + Sync + 'static,
    F: Fn(&P) -> u64 + Send + Sync + 'static,
{
    let weigh = &weigh;
    let share = parcels.len() / workers;
    let parcels = &parcels;
    thread::scope(|s| {
        let at_work: Vec<_> = (0..workers)
            .map(|worker| {
                let part = &parcels[worker * share..(worker + 1) * share];
                s.spawn(move || part.iter().map(weigh).sum::<u64>())
            })
            .collect();
        at_work.into_iter().map(|worker| worker.join().unwrap()).sum()
    })
}
