//! A mode for each thread.

#[macro_use]
extern crate interleave as std;

// ANCHOR: mode
use std::cell::Cell;

thread_local! {
    static LIT: Cell<bool> = const { Cell::new(true) };
}

struct Dark {
    before: bool,
}

fn darken() -> Dark {
    Dark { before: LIT.replace(false) }
}

impl Drop for Dark {
    fn drop(&mut self) {
        LIT.set(self.before);
    }
}
// ANCHOR_END: mode

// ANCHOR: program
use std::thread;

fn evening() {
    let _dark = darken();
    thread::scope(|s| {
        s.spawn(|| {
            assert!(LIT.get(), "a new thread begins in the light");
            let _dark = darken();
            assert!(!LIT.get(), "it has a guard of its own");
        });
        assert!(!LIT.get(), "what another thread does changes nothing here");
    });
}
// ANCHOR_END: program

fn main() {
    listings::show(&interleave::Explorer::new().explore(evening));
    listings::game(interleave::Explorer::new(), evening);
}
