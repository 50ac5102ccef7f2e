//! A lock held during work that does not need it.

extern crate interleave as std;

// ANCHOR: program
use std::sync::Mutex;
use std::thread;

fn report(log: &Mutex<Vec<String>>, look: impl Fn() -> String) {
    let mut log = log.lock().unwrap();
    let line = look();
    log.push(line);
}
// ANCHOR_END: program

// ANCHOR: explore
use interleave::{Explorer, Gauge, Verdict};

fn both_look() -> bool {
    let log = Mutex::new(Vec::new());
    let looking = Gauge::new();
    let look = || {
        let _here = looking.enter();
        "all quiet".to_string()
    };
    thread::scope(|s| {
        let _anna = s.spawn(|| report(&log, look));
        let _ben = s.spawn(|| report(&log, look));
    });
    looking.most() == 2
}

fn main() {
    let what = "were two of them looking at once";
    let explorer = Explorer::new();
    listings::show(&explorer.explore_reachable(Verdict::LockHeldTooLong, what, both_look));
}
// ANCHOR_END: explore
