//! The board is one value, and is replaced as a whole.

extern crate interleave as std;

// ANCHOR: program
use std::sync::{Arc, Mutex};
use std::thread;

fn evening() {
    let board = Mutex::new(Arc::new((100, 105)));
    thread::scope(|s| {
        let _clerk = s.spawn(|| {
            let new = Arc::new((110, 115));
            *board.lock().unwrap() = new;
        });
        let _customer = s.spawn(|| {
            let seen = Arc::clone(&board.lock().unwrap());
            let whole = [(100, 105), (110, 115)].contains(&*seen);
            interleave::require!(whole, TornWrite, "a customer saw {seen:?}");
        });
    });
}
// ANCHOR_END: program

fn main() {
    listings::show(&interleave::Explorer::new().explore(evening));
    listings::game(interleave::Explorer::new(), evening);
}
