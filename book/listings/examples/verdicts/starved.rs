//! A reader goes in whenever nobody writes, whoever waits.

extern crate interleave as std;

// ANCHOR: program
use interleave::require;
use std::sync::{Condvar, Mutex};
use std::thread;
use std::time::Duration;

fn program() {
    // How many readers are inside, and how many came later than the writer.
    let (inside, left) = (Mutex::new((1, 0)), Condvar::new());
    thread::scope(|s| {
        let _writer = s.spawn(|| {
            let readers = inside.lock().unwrap();
            let readers = left.wait_while(readers, |(readers, _)| *readers > 0).unwrap();
            require!(readers.1 == 0, Starved, "a reader came later and went in before");
        });
        // When this is over the writer waits: time passes only when nobody else can run.
        thread::park_timeout(Duration::from_millis(1));
        let mut readers = inside.lock().unwrap();
        *readers = (2, 1);
        *readers = (0, 1);
        left.notify_all();
    });
}
// ANCHOR_END: program

fn main() {
    print!("{}", interleave::Explorer::new().explore(program).text(80, false));
}
