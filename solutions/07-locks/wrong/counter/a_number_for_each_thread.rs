//! VERDICT: LOST UPDATE
//! Every thread counts in a variable of its own, and `total` reads only that of its caller.

use std::cell::Cell;

thread_local! {
    static VISITORS: Cell<u64> = const { Cell::new(0) };
}

pub struct Counter;

impl Counter {
    pub fn new() -> Counter {
        Counter
    }

    pub fn enter(&self) -> u64 {
        VISITORS.with(|visitors| {
            visitors.set(visitors.get() + 1);
            visitors.get()
        })
    }

    pub fn total(&self) -> u64 {
        VISITORS.with(Cell::get)
    }
}
