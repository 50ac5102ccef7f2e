//! VERDICT: THREAD LEAKED
//! The workers of a pool wait for the next job, and nobody will ever hang up: each of them keeps the pool alive.

use std::sync::{Arc, Condvar, Mutex, mpsc};
use std::thread;

pub fn total_weight<P, F>(parcels: Vec<P>, workers: usize, weigh: F) -> u64
where
    P: Send + Sync + 'static,
    F: Fn(&P) -> u64 + Send + Sync + 'static,
{
    let pool = Arc::new((Mutex::new((0..parcels.len()).collect::<Vec<_>>()), Condvar::new()));
    let (parcels, weigh) = (Arc::new(parcels), Arc::new(weigh));
    let (sender, receiver) = mpsc::channel();
    for _ in 0..workers {
        let (pool, parcels, weigh) = (pool.clone(), parcels.clone(), weigh.clone());
        let sender = sender.clone();
        thread::spawn(move || {
            loop {
                let mut jobs = pool.0.lock().unwrap();
                while jobs.is_empty() {
                    jobs = pool.1.wait(jobs).unwrap();
                }
                let job = jobs.pop().unwrap();
                drop(jobs);
                sender.send(weigh(&parcels[job])).unwrap();
            }
        });
    }
    (0..parcels.len()).map(|_| receiver.recv().unwrap()).sum::<u64>()
}
