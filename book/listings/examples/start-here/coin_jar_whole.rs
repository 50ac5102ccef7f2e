//! The same, with a coin that goes in in one step.

#[macro_use]
extern crate interleave as std;

use std::sync::atomic::{AtomicU32, Ordering::SeqCst};
use std::thread;

fn evening() {
    let jar = AtomicU32::new(0);
    // ANCHOR: program
    let put_in_a_coin = || {
        jar.fetch_add(1, SeqCst);
    };
    // ANCHOR_END: program
    thread::scope(|s| {
        let _anna = s.spawn(put_in_a_coin);
        let _ben = s.spawn(put_in_a_coin);
    });
    let coins = jar.load(SeqCst);
    assert_eq!(coins, 2, "a coin is missing");
}

fn main() {
    listings::show(&interleave::Explorer::new().explore(evening));
}
