//! Looking whether there is room and going in are two steps.

extern crate interleave as std;

// ANCHOR: program
use interleave::require;
use std::sync::Mutex;
use std::thread;

fn program() {
    let inside = Mutex::new(0);
    let enter = || {
        let room = *inside.lock().unwrap() < 1;
        if room {
            let mut inside = inside.lock().unwrap();
            *inside += 1;
            require!(*inside <= 1, BoundExceeded, "there is room for 1, and {inside} are inside");
        }
    };
    thread::scope(|s| {
        let _anna = s.spawn(enter);
        let _ben = s.spawn(enter);
    });
}
// ANCHOR_END: program

fn main() {
    print!("{}", interleave::Explorer::new().explore(program).text(80, false));
}
