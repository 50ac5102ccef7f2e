//! A lock, and weighing is done before it is taken.

use std::sync::Mutex;
use std::thread;

pub fn total_weight<P, F>(parcels: Vec<P>, workers: usize, weigh: F) -> u64
where
    P: Send + Sync + 'static,
    F: Fn(&P) -> u64 + Send + Sync + 'static,
{
    let total = Mutex::new(0);
    let queue = Mutex::new(parcels);
    thread::scope(|s| {
        for _ in 0..workers {
            s.spawn(|| {
                loop {
                    let next = queue.lock().unwrap().pop();
                    let Some(parcel) = next else { break };
                    let weight = weigh(&parcel);
                    *total.lock().unwrap() += weight;
                }
            });
        }
    });
    total.into_inner().unwrap()
}
