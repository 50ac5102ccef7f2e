//! A thread for each parcel, and never two at work.

extern crate interleave as std;

// ANCHOR: program
use std::thread;

fn weigh_all(parcels: &[u32], weigh: impl Fn(u32) -> u32 + Sync) -> u32 {
    let weigh = &weigh;
    thread::scope(|s| {
        (parcels.iter())
            .map(|&parcel| s.spawn(move || weigh(parcel)))
            .map(|scale| scale.join().unwrap())
            .sum()
    })
}
// ANCHOR_END: program

// ANCHOR: explore
use interleave::{Explorer, Gauge, Verdict};

fn two_at_once() -> bool {
    let weighing = Gauge::new();
    weigh_all(&[3, 4], |parcel| {
        let _here = weighing.enter();
        parcel
    });
    weighing.most() == 2
}

fn main() {
    let what = "were two parcels weighed at once";
    let explorer = Explorer::new();
    listings::show(&explorer.explore_reachable(Verdict::RanSerially, what, two_at_once));
}
// ANCHOR_END: explore
