//! Two clerks each replace the board, and one of the new versions is lost.

extern crate interleave as std;

// ANCHOR: program
use std::sync::{Arc, Mutex};
use std::thread;

fn raise(board: &Mutex<Arc<i32>>) {
    let old = Arc::clone(&board.lock().unwrap());
    let new = Arc::new(*old + 1);
    *board.lock().unwrap() = new;
}

fn evening() {
    let board = Mutex::new(Arc::new(100));
    thread::scope(|s| {
        let _anna = s.spawn(|| raise(&board));
        let _ben = s.spawn(|| raise(&board));
    });
    let price = **board.lock().unwrap();
    interleave::require!(price == 102, LostUpdate, "raised twice, and it is {price}");
}
// ANCHOR_END: program

fn main() {
    listings::show(&interleave::Explorer::new().explore(evening));
}
