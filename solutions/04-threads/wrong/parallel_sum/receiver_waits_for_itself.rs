//! VERDICT: DEADLOCK
//! The loop ends when all senders are gone, and this function holds one.

use std::sync::mpsc;
use std::thread;

pub fn total_weight<P, F>(parcels: Vec<P>, workers: usize, weigh: F) -> u64
where
    P: Send + Sync + 'static,
    F: Fn(&P) -> u64 + Send + Sync + 'static,
{
    let (sender, receiver) = mpsc::channel();
    let share = parcels.len().div_ceil(workers).max(1);
    thread::scope(|s| {
        for part in parcels.chunks(share) {
            let (sender, weigh) = (sender.clone(), &weigh);
            s.spawn(move || sender.send(part.iter().map(weigh).sum::<u64>()).unwrap());
        }
        receiver.iter().sum()
    })
}
