//! Nobody owns a share: whoever is done takes the next parcel.

use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::thread;

pub fn total_weight<P, F>(parcels: Vec<P>, workers: usize, weigh: F) -> u64
where
    P: Send + Sync + 'static,
    F: Fn(&P) -> u64 + Send + Sync + 'static,
{
    let next = AtomicUsize::new(0);
    let work = || {
        let mut sum = 0;
        while let Some(parcel) = parcels.get(next.fetch_add(1, Relaxed)) {
            sum += weigh(parcel);
        }
        sum
    };
    thread::scope(|s| {
        let at_work: Vec<_> = (0..workers).map(|_| s.spawn(work)).collect();
        at_work.into_iter().map(|worker| worker.join().unwrap()).sum()
    })
}
