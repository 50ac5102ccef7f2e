//! One mode for all threads, and a guard in each of two.

extern crate interleave as std;

// ANCHOR: program
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::thread;

static LIT: AtomicBool = AtomicBool::new(true);

struct Dark {
    before: bool,
}

fn darken() -> Dark {
    Dark { before: LIT.swap(false, SeqCst) }
}

impl Drop for Dark {
    fn drop(&mut self) {
        LIT.store(self.before, SeqCst);
    }
}

fn evening() -> bool {
    thread::scope(|s| {
        let _anna = s.spawn(|| drop(darken()));
        let _ben = s.spawn(|| drop(darken()));
    });
    LIT.load(SeqCst)
}
// ANCHOR_END: program

fn main() {
    listings::outcomes(interleave::Explorer::new(), evening);
}
