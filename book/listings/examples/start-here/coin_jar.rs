//! Two people put a coin each into one jar.

#[macro_use]
extern crate interleave as std;

// ANCHOR: program
use std::sync::atomic::{AtomicU32, Ordering::SeqCst};
use std::thread;

fn evening() {
    let jar = AtomicU32::new(0);
    let put_in_a_coin = || {
        let coins = jar.load(SeqCst);
        jar.store(coins + 1, SeqCst);
    };
    thread::scope(|s| {
        let _anna = s.spawn(put_in_a_coin);
        let _ben = s.spawn(put_in_a_coin);
    });
    let coins = jar.load(SeqCst);
    assert_eq!(coins, 2, "a coin is missing");
}
// ANCHOR_END: program

fn main() {
    listings::show(&interleave::Explorer::new().explore(evening));
}
