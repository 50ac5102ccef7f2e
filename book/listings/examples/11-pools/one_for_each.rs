//! A model in a `thread_local!`: each thread loads its own.

#[macro_use]
extern crate interleave as std;

// ANCHOR: program
use std::cell::RefCell;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::thread;

static LOADS: AtomicUsize = AtomicUsize::new(0);

struct Model(u32);

fn load() -> Model {
    LOADS.fetch_add(1, SeqCst);
    Model(7)
}

thread_local! {
    static MINE: RefCell<Model> = RefCell::new(load());
}

fn one_for_each() -> usize {
    thread::scope(|s| {
        for _ in 0..2 {
            s.spawn(|| (0..3).for_each(|_| MINE.with_borrow_mut(|model| model.0 += 1)));
        }
    });
    LOADS.load(SeqCst)
}
// ANCHOR_END: program

fn main() {
    listings::outcomes(interleave::Explorer::new(), one_for_each);
}
