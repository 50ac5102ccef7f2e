//! The same flag, looked at and set in one step.

extern crate interleave as std;

use std::sync::atomic::{AtomicBool, AtomicU32, Ordering::SeqCst};
use std::thread;

use interleave::require;

// ANCHOR: program
fn once_only(callback: impl Fn()) -> impl Fn() {
    let called = AtomicBool::new(false);
    move || {
        // Sets it, and says what it was before.
        let before = called.swap(true, SeqCst);
        if !before {
            callback();
        }
    }
}
// ANCHOR_END: program

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

fn main() {
    listings::show(&interleave::Explorer::new().explore(dinner));
}
