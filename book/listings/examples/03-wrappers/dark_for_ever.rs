//! One mode for all threads: an order in which it is never put back.

extern crate interleave as std;

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

fn evening() {
    thread::scope(|s| {
        let _anna = s.spawn(|| drop(darken()));
        let _ben = s.spawn(|| drop(darken()));
    });
    let lit = LIT.load(SeqCst);
    assert!(lit, "both have put it back, and it is dark");
}

fn main() {
    listings::show(&interleave::Explorer::new().explore(evening));
    listings::game(interleave::Explorer::new(), evening);
}
