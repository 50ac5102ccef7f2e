//! Workers without end: a thread for each half that is offered.

use interleave::thread;
use measuring::grain::Join;

pub(super) struct Threads;

impl Join for Threads {
    fn join<A: Send, B: Send>(
        &self,
        a: impl FnOnce() -> A + Send,
        b: impl FnOnce() -> B + Send,
    ) -> (A, B) {
        thread::scope(|scope| {
            let b = scope.spawn(b);
            let a = a();
            (a, b.join().expect("the tests' work does not panic"))
        })
    }
}
