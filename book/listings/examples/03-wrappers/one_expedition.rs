//! A value that is computed once, by whoever comes first.

extern crate interleave as std;

// ANCHOR: program
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering::SeqCst};
use std::thread;

fn summer() {
    let eiger = OnceLock::new();
    let expeditions = AtomicU32::new(0);
    let climb = || {
        expeditions.fetch_add(1, SeqCst);
        3967
    };
    thread::scope(|s| {
        let anna = s.spawn(|| *eiger.get_or_init(climb));
        let ben = s.spawn(|| *eiger.get_or_init(climb));
        assert_eq!((anna.join().unwrap(), ben.join().unwrap()), (3967, 3967));
    });
    assert_eq!(expeditions.load(SeqCst), 1);
}
// ANCHOR_END: program

fn main() {
    listings::show(&interleave::Explorer::new().explore(summer));
}
