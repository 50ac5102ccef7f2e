//! State that all calls of a wrapper share, on purpose.

extern crate interleave as std;

// ANCHOR: program
use std::sync::atomic::{AtomicU32, Ordering::SeqCst};
use std::thread;

fn numbered<A, R>(f: impl Fn(A) -> R + Sync) -> impl Fn(A) -> (u32, R) + Sync {
    let calls = AtomicU32::new(0);
    move |argument| (calls.fetch_add(1, SeqCst) + 1, f(argument))
}

fn evening() {
    let greet = numbered(|name: &str| format!("good evening, {name}"));
    thread::scope(|s| {
        let anna = s.spawn(|| greet("anna").0);
        let ben = s.spawn(|| greet("ben").0);
        let (anna, ben) = (anna.join().unwrap(), ben.join().unwrap());
        assert!(anna + ben == 3, "two calls had the numbers {anna} and {ben}");
    });
}
// ANCHOR_END: program

fn main() {
    listings::show(&interleave::Explorer::new().explore(evening));
}
