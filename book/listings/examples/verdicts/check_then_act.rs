//! One ticket, two buyers.

extern crate interleave as std;

// ANCHOR: program
use interleave::require;
use std::sync::Mutex;
use std::thread;

fn program() {
    let tickets = Mutex::new(1);
    let buy = || {
        if *tickets.lock().unwrap() > 0 {
            *tickets.lock().unwrap() -= 1;
        }
    };
    thread::scope(|s| {
        let _anna = s.spawn(buy);
        let _ben = s.spawn(buy);
    });
    let left = *tickets.lock().unwrap();
    require!(left == 0, CheckThenAct, "{left} tickets are left of 1");
}
// ANCHOR_END: program

fn main() {
    let report = interleave::Explorer::new().explore(program);
    print!("{}", report.text(80, false));
}
