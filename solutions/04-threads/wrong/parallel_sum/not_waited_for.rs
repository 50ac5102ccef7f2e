//! VERDICT: THREAD LEAKED
//! Nobody joins the workers, and the sum is read when some have not weighed anything.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering::SeqCst};
use std::thread;

pub fn total_weight<P, F>(parcels: Vec<P>, workers: usize, weigh: F) -> u64
where
    P: Send + Sync + 'static,
    F: Fn(&P) -> u64 + Send + Sync + 'static,
{
    if workers == 1 {
        return parcels.iter().map(weigh).sum();
    }
    let total = Arc::new(AtomicU64::new(0));
    let (parcels, weigh) = (Arc::new(parcels), Arc::new(weigh));
    for worker in 0..workers {
        let (parcels, weigh, total) = (parcels.clone(), weigh.clone(), total.clone());
        thread::spawn(move || {
            let sum =
                parcels.iter().skip(worker).step_by(workers).map(|parcel| weigh(parcel)).sum();
            total.fetch_add(sum, SeqCst);
        });
    }
    total.load(SeqCst)
}
