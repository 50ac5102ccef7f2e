//! The evening of `two_doors`, on real threads, as everyone would try it first. How often it goes wrong differs
//! from run to run, so what it prints is not recorded; the book quotes one run and names its machine.

use std::sync::atomic::{AtomicU32, Ordering::SeqCst};
use std::thread;

fn evening() -> u32 {
    let visitors = AtomicU32::new(0);
    let count_one = || {
        let seen = visitors.load(SeqCst);
        visitors.store(seen + 1, SeqCst);
    };
    thread::scope(|s| {
        s.spawn(count_one);
        s.spawn(count_one);
    });
    visitors.load(SeqCst)
}

fn main() {
    let wrong = (0..100_000).filter(|_| evening() != 2).count();
    println!("{wrong} of 100,000 evenings went wrong");
}
