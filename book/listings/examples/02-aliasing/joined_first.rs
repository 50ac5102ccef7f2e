//! Two workers, of whom the second begins when the first one has ended.

extern crate interleave as std;

// ANCHOR: program
use std::thread;

fn in_two(seats: &mut [i32], work: impl Fn(&mut [i32]) + Sync) {
    let (front, back) = seats.split_at_mut(seats.len() / 2);
    thread::scope(|s| {
        s.spawn(|| work(front)).join().unwrap();
        s.spawn(|| work(back)).join().unwrap();
    });
}
// ANCHOR_END: program

use interleave::{Explorer, Gauge, Verdict};

fn both_work() -> bool {
    let working = Gauge::new();
    in_two(&mut [0; 4], |half| {
        let _here = working.enter();
        half.fill(1);
    });
    working.most() == 2
}

fn main() {
    let what = "were both at work at once";
    listings::show(&Explorer::new().explore_reachable(Verdict::RanSerially, what, both_work));
}
