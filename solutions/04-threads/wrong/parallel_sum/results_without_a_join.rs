//! VERDICT: THREAD LEAKED
//! All results are there. That the threads have ended is something else.

use std::sync::{Arc, mpsc};
use std::thread;

pub fn total_weight<P, F>(parcels: Vec<P>, workers: usize, weigh: F) -> u64
where
    P: Send + Sync + 'static,
    F: Fn(&P) -> u64 + Send + Sync + 'static,
{
    let (parcels, weigh) = (Arc::new(parcels), Arc::new(weigh));
    let (sender, receiver) = mpsc::channel();
    for worker in 0..workers {
        let (parcels, weigh, sender) = (parcels.clone(), weigh.clone(), sender.clone());
        thread::spawn(move || {
            let sum: u64 =
                parcels.iter().skip(worker).step_by(workers).map(|parcel| weigh(parcel)).sum();
            sender.send(sum).unwrap();
        });
    }
    (0..workers).map(|_| receiver.recv().unwrap()).sum::<u64>()
}
