//! `unwrap` makes a panic of its own; `resume_unwind` goes on with the one that there was.

use std::{panic, thread};

// ANCHOR: program
fn unwrapped() {
    let cook = thread::spawn(|| panic!("the pot slipped"));
    cook.join().unwrap();
}

fn resumed() {
    let cook = thread::spawn(|| panic!("the pot slipped"));
    cook.join().unwrap_or_else(|payload| panic::resume_unwind(payload));
}
// ANCHOR_END: program

fn main() {
    for passes_on in [unwrapped, resumed] {
        let payload = panic::catch_unwind(passes_on).unwrap_err();
        let text = payload.downcast_ref::<&str>().copied();
        println!("{}", text.or(payload.downcast_ref::<String>().map(String::as_str)).unwrap());
    }
}
