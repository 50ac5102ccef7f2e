//! Two prices that belong together, each behind a lock of its own.

extern crate interleave as std;

// ANCHOR: program
use std::sync::Mutex;
use std::thread;

fn evening() {
    let (buy, sell) = (Mutex::new(100), Mutex::new(105));
    thread::scope(|s| {
        let _clerk = s.spawn(|| {
            *buy.lock().unwrap() = 110;
            *sell.lock().unwrap() = 115;
        });
        let _customer = s.spawn(|| {
            let seen = (*buy.lock().unwrap(), *sell.lock().unwrap());
            let whole = [(100, 105), (110, 115)].contains(&seen);
            interleave::require!(whole, TornWrite, "a customer saw {seen:?}");
        });
    });
}
// ANCHOR_END: program

fn main() {
    listings::show(&interleave::Explorer::new().explore(evening));
    listings::game(interleave::Explorer::new(), evening);
}
