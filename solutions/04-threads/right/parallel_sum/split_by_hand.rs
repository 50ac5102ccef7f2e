//! Shares that differ by one at most, cut off by hand, each moved into its thread.

use std::sync::Arc;
use std::thread;

pub fn total_weight<P, F>(parcels: Vec<P>, workers: usize, weigh: F) -> u64
where
    P: Send + Sync + 'static,
    F: Fn(&P) -> u64 + Send + Sync + 'static,
{
    let weigh = Arc::new(weigh);
    let (even, rest) = (parcels.len() / workers, parcels.len() % workers);
    let mut parcels = parcels;
    let mut at_work = Vec::new();
    for worker in 0..workers {
        let share = even + usize::from(worker < rest);
        let mine = parcels.split_off(parcels.len() - share);
        let weigh = weigh.clone();
        at_work.push(thread::spawn(move || mine.iter().map(|parcel| weigh(parcel)).sum::<u64>()));
    }
    at_work.into_iter().map(|worker| worker.join().unwrap()).sum()
}
