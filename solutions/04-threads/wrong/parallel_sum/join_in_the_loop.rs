//! VERDICT: RAN SERIALLY
//! The worker is joined in the loop that starts it.

use std::sync::Arc;
use std::thread;

pub fn total_weight<P, F>(parcels: Vec<P>, workers: usize, weigh: F) -> u64
where
    P: Send + Sync + 'static,
    F: Fn(&P) -> u64 + Send + Sync + 'static,
{
    let (parcels, weigh) = (Arc::new(parcels), Arc::new(weigh));
    let mut total = 0;
    for worker in 0..workers {
        let (parcels, weigh) = (parcels.clone(), weigh.clone());
        let handle = thread::spawn(move || {
            parcels.iter().skip(worker).step_by(workers).map(|parcel| weigh(parcel)).sum::<u64>()
        });
        total += handle.join().unwrap();
    }
    total
}
