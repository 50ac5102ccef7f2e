//! The handles are collected first, then joined. How many weigh at once?

extern crate interleave as std;

use std::thread;

fn weigh_all(parcels: &[u32], weigh: impl Fn(u32) -> u32 + Sync) -> u32 {
    let weigh = &weigh;
    // ANCHOR: program
    thread::scope(|s| {
        let start = |&parcel| s.spawn(move || weigh(parcel));
        let scales: Vec<_> = parcels.iter().map(start).collect();
        scales.into_iter().map(|scale| scale.join().unwrap()).sum()
    })
    // ANCHOR_END: program
}

use interleave::{Explorer, Gauge};

fn most_at_once() -> usize {
    let weighing = Gauge::new();
    weigh_all(&[3, 4, 5], |parcel| {
        let _here = weighing.enter();
        parcel
    });
    weighing.most()
}

fn main() {
    listings::outcomes(Explorer::new(), most_at_once);
}
