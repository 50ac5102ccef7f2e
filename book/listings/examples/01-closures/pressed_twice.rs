//! A flag that is looked at and set, in two steps, and two who press.

extern crate interleave as std;

// ANCHOR: program
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering::SeqCst};
use std::thread;

use interleave::require;

fn once_only(callback: impl Fn()) -> impl Fn() {
    let called = AtomicBool::new(false);
    move || {
        if !called.load(SeqCst) {
            called.store(true, SeqCst);
            callback();
        }
    }
}

fn dinner() {
    let payments = AtomicU32::new(0);
    let pay = once_only(|| {
        payments.fetch_add(1, SeqCst);
    });
    thread::scope(|s| {
        let _anna = s.spawn(&pay);
        let _waiter = s.spawn(&pay);
    });
    let payments = payments.load(SeqCst);
    require!(payments == 1, CheckThenAct, "one dinner was paid for {payments} times");
}
// ANCHOR_END: program

fn main() {
    listings::show(&interleave::Explorer::new().explore(dinner));
}
