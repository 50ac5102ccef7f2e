//! VERDICT: WRONG RESULT
//! As many threads as parcels, whatever was asked for.

use std::thread;

pub fn total_weight<P, F>(parcels: Vec<P>, workers: usize, weigh: F) -> u64
where
    P: Send + Sync + 'static,
    F: Fn(&P) -> u64 + Send + Sync + 'static,
{
    let _ = workers;
    let weigh = &weigh;
    thread::scope(|s| {
        let at_work: Vec<_> = parcels.iter().map(|parcel| s.spawn(move || weigh(parcel))).collect();
        at_work.into_iter().map(|worker| worker.join().unwrap()).sum()
    })
}
