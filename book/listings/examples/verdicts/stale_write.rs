//! A holder whose lease has ended writes over what the next one wrote.

extern crate interleave as std;

// ANCHOR: program
use interleave::require;
use std::sync::Mutex;
use std::thread;

fn program() {
    let (lease, speech) = (Mutex::new(None), Mutex::new((0, "Dear all")));
    *lease.lock().unwrap() = Some(1);
    thread::scope(|s| {
        let _anna = s.spawn(|| {
            if *lease.lock().unwrap() == Some(1) {
                let mut speech = speech.lock().unwrap();
                require!(speech.0 < 2, StaleWrite, "2 has written, and now 1 does");
                *speech = (1, "Hello");
            }
        });
        let _ben = s.spawn(|| {
            // The first lease has ended.
            *lease.lock().unwrap() = Some(2);
            *speech.lock().unwrap() = (2, "Good evening");
        });
    });
}
// ANCHOR_END: program

fn main() {
    print!("{}", interleave::Explorer::new().explore(program).text(80, false));
}
