//! The map is locked while one key is computed.

extern crate interleave as std;

// ANCHOR: program
use std::collections::HashMap;
use std::sync::Mutex;
use std::thread;

type Known = Mutex<HashMap<&'static str, u32>>;

fn height(known: &Known, peak: &'static str, climb: impl Fn() -> u32) -> u32 {
    *known.lock().unwrap().entry(peak).or_insert_with(climb)
}
// ANCHOR_END: program

// ANCHOR: explore
use interleave::{Explorer, Gauge, Verdict};

fn two_climb_at_once() -> bool {
    let known = Known::default();
    let climbing = Gauge::new();
    let climb = || {
        let _up_there = climbing.enter();
        4000
    };
    thread::scope(|s| {
        let _anna = s.spawn(|| height(&known, "eiger", climb));
        let _ben = s.spawn(|| height(&known, "matterhorn", climb));
    });
    climbing.most() == 2
}

fn main() {
    let what = "were two peaks being climbed at once";
    let explorer = Explorer::new();
    listings::show(&explorer.explore_reachable(Verdict::LockHeldTooLong, what, two_climb_at_once));
}
// ANCHOR_END: explore
