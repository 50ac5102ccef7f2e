//! Without a scope: what the threads share is in `Arc`s, and every handle is joined.

use std::sync::Arc;
use std::thread;

pub fn total_weight<P, F>(parcels: Vec<P>, workers: usize, weigh: F) -> u64
where
    P: Send + Sync + 'static,
    F: Fn(&P) -> u64 + Send + Sync + 'static,
{
    let (parcels, weigh) = (Arc::new(parcels), Arc::new(weigh));
    let mut at_work = Vec::new();
    for worker in 0..workers {
        let (parcels, weigh) = (parcels.clone(), weigh.clone());
        at_work.push(thread::spawn(move || {
            let mut sum = 0;
            for parcel in parcels.iter().skip(worker).step_by(workers) {
                sum += weigh(parcel);
            }
            sum
        }));
    }
    let mut total = 0;
    for worker in at_work {
        total += worker.join().unwrap();
    }
    total
}
