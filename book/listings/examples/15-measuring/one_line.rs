//! The same in two lines and in one: which of them counts while it holds the sheet?

extern crate interleave as std;

use interleave::{Explorer, Gauge, Verdict};
use std::sync::Mutex;
use std::thread;

static COUNTING: Gauge = Gauge::new();

fn count(votes: &[u64]) -> u64 {
    let _busy = COUNTING.enter();
    votes.iter().sum()
}

// ANCHOR: program
fn in_two_lines(sheet: &Mutex<u64>, votes: &[u64]) {
    let mut sum = sheet.lock().unwrap();
    *sum += count(votes);
}

fn in_one_line(sheet: &Mutex<u64>, votes: &[u64]) {
    *sheet.lock().unwrap() += count(votes);
}
// ANCHOR_END: program

fn main() {
    let what = "did both count at the same time";
    for (name, add) in
        [("in_two_lines", in_two_lines as fn(&Mutex<u64>, &[u64])), ("in_one_line", in_one_line)]
    {
        let report = Explorer::new().explore_reachable(Verdict::RanSerially, what, move || {
            let sheet = Mutex::new(0);
            thread::scope(|s| {
                let _anna = s.spawn(|| add(&sheet, &[1, 1, 0]));
                let _ben = s.spawn(|| add(&sheet, &[0, 1, 1]));
            });
            COUNTING.most() == 2
        });
        println!("{name}: {}", report.verdict);
    }
}
