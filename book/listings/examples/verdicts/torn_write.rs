//! A time of day, written in two pieces.

extern crate interleave as std;

// ANCHOR: program
use interleave::require;
use std::sync::Mutex;
use std::thread;

fn program() {
    let (hour, minute) = (Mutex::new(9), Mutex::new(59));
    thread::scope(|s| {
        let _clock = s.spawn(|| {
            *hour.lock().unwrap() = 10;
            *minute.lock().unwrap() = 0;
        });
        let seen = (*hour.lock().unwrap(), *minute.lock().unwrap());
        require!(seen != (10, 59), TornWrite, "somebody saw {seen:?}");
    });
}
// ANCHOR_END: program

fn main() {
    let report = interleave::Explorer::new().explore(program);
    print!("{}", report.text(80, false));
}
