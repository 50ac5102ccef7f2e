//! Two readers, each of whom wants to become the writer.

extern crate interleave as std;

// ANCHOR: program
use std::sync::RwLock;
use std::thread;

fn visit(prices: &RwLock<Vec<u32>>) {
    let seen = prices.read().unwrap();
    if seen.is_empty() {
        prices.write().unwrap().push(12);
    }
}

fn morning() {
    let prices = RwLock::new(Vec::new());
    thread::scope(|s| {
        let _anna = s.spawn(|| visit(&prices));
    });
}
// ANCHOR_END: program

fn main() {
    listings::show(&interleave::Explorer::new().explore(morning));
}
