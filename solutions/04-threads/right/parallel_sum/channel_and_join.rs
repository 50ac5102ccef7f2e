//! The sums come over a channel. The threads are joined all the same.

use std::sync::{Arc, mpsc};
use std::thread;

pub fn total_weight<P, F>(parcels: Vec<P>, workers: usize, weigh: F) -> u64
where
    P: Send + Sync + 'static,
    F: Fn(&P) -> u64 + Send + Sync + 'static,
{
    let (sender, receiver) = mpsc::channel();
    let (parcels, weigh) = (Arc::new(parcels), Arc::new(weigh));
    let share = parcels.len().div_ceil(workers).max(1);
    let mut at_work = Vec::new();
    for first in (0..parcels.len()).step_by(share) {
        let (parcels, weigh, sender) = (parcels.clone(), weigh.clone(), sender.clone());
        at_work.push(thread::spawn(move || {
            let end = parcels.len().min(first + share);
            sender
                .send(parcels[first..end].iter().map(|parcel| weigh(parcel)).sum::<u64>())
                .unwrap();
        }));
    }
    drop(sender);
    let total = receiver.iter().sum();
    for worker in at_work {
        worker.join().unwrap();
    }
    total
}
