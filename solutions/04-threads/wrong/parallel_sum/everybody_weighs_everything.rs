//! VERDICT: CHECK THEN ACT
//! Looking which parcel is next, and saying that it is taken, are two steps.

use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::thread;

pub fn total_weight<P, F>(parcels: Vec<P>, workers: usize, weigh: F) -> u64
where
    P: Send + Sync + 'static,
    F: Fn(&P) -> u64 + Send + Sync + 'static,
{
    let next = AtomicUsize::new(0);
    let work = || {
        let mut sum = 0;
        loop {
            let mine = next.load(SeqCst);
            let Some(parcel) = parcels.get(mine) else { return sum };
            next.store(mine + 1, SeqCst);
            sum += weigh(parcel);
        }
    };
    thread::scope(|s| {
        let at_work: Vec<_> = (0..workers).map(|_| s.spawn(work)).collect();
        at_work.into_iter().map(|worker| worker.join().unwrap()).sum()
    })
}
