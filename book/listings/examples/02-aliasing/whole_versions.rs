//! The board is one value behind one pointer, and the pointer is replaced. Which boards can a customer see?

extern crate interleave as std;

// ANCHOR: program
use std::sync::{Arc, Mutex};
use std::thread;

type Board = (u32, u32);

fn evening() -> (Board, Board) {
    let board = Mutex::new(Arc::new((100, 105)));
    thread::scope(|s| {
        s.spawn(|| {
            let new = Arc::new((110, 115));
            *board.lock().unwrap() = new;
        });
        let first = Arc::clone(&board.lock().unwrap());
        let second = Arc::clone(&board.lock().unwrap());
        (*first, *second)
    })
}
// ANCHOR_END: program

fn main() {
    listings::outcomes(interleave::Explorer::new(), evening);
}
