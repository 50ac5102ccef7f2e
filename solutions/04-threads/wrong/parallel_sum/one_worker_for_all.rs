//! VERDICT: RAN SERIALLY
//! There is a thread, and it does everything, while the caller waits.

use std::thread;

pub fn total_weight<P, F>(parcels: Vec<P>, workers: usize, weigh: F) -> u64
where
    P: Send + Sync + 'static,
    F: Fn(&P) -> u64 + Send + Sync + 'static,
{
    let _ = workers;
    let worker = thread::spawn(move || parcels.iter().map(weigh).sum());
    worker.join().unwrap()
}
