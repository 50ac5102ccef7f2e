//! A cell that two threads write to, and nothing between them.

extern crate interleave as std;

// ANCHOR: program
use std::cell::UnsafeCell;
use std::thread;

struct Shared(UnsafeCell<u32>);

// SAFETY: it is not, which is what the run shows.
unsafe impl Sync for Shared {}

impl Shared {
    fn set(&self, value: u32) {
        // SAFETY: none. Somebody else may be writing.
        unsafe { *self.0.get() = value };
    }
}

fn program() {
    let shared = Shared(UnsafeCell::new(0));
    thread::scope(|s| {
        let _anna = s.spawn(|| shared.set(1));
        let _ben = s.spawn(|| shared.set(2));
    });
}
// ANCHOR_END: program

fn main() {
    let report = interleave::Explorer::new().explore(program);
    print!("{}", report.text(80, false));
}
