//! Two count votes, and hold the sheet with the result while they count.

extern crate interleave as std;

use interleave::{Explorer, Gauge, Verdict};
use std::sync::Mutex;
use std::thread;

static COUNTING: Gauge = Gauge::new();

fn count(votes: &[u64]) -> u64 {
    let _busy = COUNTING.enter();
    votes.iter().sum()
}

fn two_at_once() -> bool {
    // ANCHOR: program
    let sheet = Mutex::new(0);
    let boxes = [[1, 1, 0], [0, 1, 1]];
    let on_the_sheet = |votes: &[u64]| {
        let mut sum = sheet.lock().unwrap();
        *sum += count(votes);
    };
    thread::scope(|s| {
        let _anna = s.spawn(|| on_the_sheet(&boxes[0]));
        let _ben = s.spawn(|| on_the_sheet(&boxes[1]));
    });
    // ANCHOR_END: program
    COUNTING.most() == 2
}

fn main() {
    let what = "did both count at the same time";
    listings::show(&Explorer::new().explore_reachable(Verdict::RanSerially, what, two_at_once));
}
