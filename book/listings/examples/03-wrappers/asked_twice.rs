//! Two threads ask for one key, and both compute it.

extern crate interleave as std;

// ANCHOR: program
use std::collections::HashMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU32, Ordering::SeqCst};
use std::thread;

type Known = Mutex<HashMap<&'static str, u32>>;

fn height(known: &Known, peak: &'static str, climb: impl Fn() -> u32) -> u32 {
    if let Some(height) = known.lock().unwrap().get(peak) {
        return *height;
    }
    let height = climb();
    known.lock().unwrap().insert(peak, height);
    height
}

fn summer() {
    let known = Known::default();
    let expeditions = AtomicU32::new(0);
    let climb = || {
        expeditions.fetch_add(1, SeqCst);
        3967
    };
    thread::scope(|s| {
        let _anna = s.spawn(|| height(&known, "eiger", climb));
        let _ben = s.spawn(|| height(&known, "eiger", climb));
    });
    let expeditions = expeditions.load(SeqCst);
    assert!(expeditions == 1, "{expeditions} expeditions, and one would have done");
}
// ANCHOR_END: program

fn main() {
    listings::show(&interleave::Explorer::new().explore(summer));
}
