//! Two threads with access to one number, and nothing that keeps them apart.

extern crate interleave as std;

// ANCHOR: program
use std::cell::UnsafeCell;
use std::thread;

struct Number(UnsafeCell<i32>);

// SAFETY: there is no reason why this would be sound, and it is not. See what happens.
unsafe impl Sync for Number {}

impl Number {
    fn add(&self, n: i32) {
        // SAFETY: nobody else may have access now. Nothing sees to that.
        unsafe { *self.0.get() += n }
    }
}

fn evening() {
    let visitors = Number(UnsafeCell::new(0));
    thread::scope(|s| {
        let _east = s.spawn(|| visitors.add(1));
        let _west = s.spawn(|| visitors.add(1));
    });
}
// ANCHOR_END: program

fn main() {
    listings::show(&interleave::Explorer::new().explore(evening));
}
