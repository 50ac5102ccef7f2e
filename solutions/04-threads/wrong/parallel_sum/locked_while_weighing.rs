//! VERDICT: RAN SERIALLY
//! `+=` needs the lock first, and weighs with the lock in hand.

use std::sync::Mutex;
use std::thread;

pub fn total_weight<P, F>(parcels: Vec<P>, workers: usize, weigh: F) -> u64
where
    P: Send + Sync + 'static,
    F: Fn(&P) -> u64 + Send + Sync + 'static,
{
    let total = Mutex::new(0);
    let share = parcels.len().div_ceil(workers).max(1);
    thread::scope(|s| {
        for part in parcels.chunks(share) {
            let (total, weigh) = (&total, &weigh);
            s.spawn(move || {
                for parcel in part {
                    let mut total = total.lock().unwrap();
                    *total += weigh(parcel);
                }
            });
        }
    });
    total.into_inner().unwrap()
}
