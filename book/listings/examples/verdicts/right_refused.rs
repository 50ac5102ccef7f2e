//! A test that asks for more than was promised.

extern crate interleave as std;

// ANCHOR: program
use interleave::require;
use std::sync::Mutex;
use std::thread;

fn sign(book: &Mutex<Vec<u32>>, name: u32) {
    book.lock().unwrap().push(name);
}

/// Your test.
fn accepts(sign: fn(&Mutex<Vec<u32>>, u32)) -> bool {
    let book = Mutex::new(Vec::new());
    thread::scope(|s| {
        let _anna = s.spawn(|| sign(&book, 1));
        let _ben = s.spawn(|| sign(&book, 2));
    });
    *book.lock().unwrap() == [1, 2]
}

fn program() {
    require!(accepts(sign), RightRefused, "your test refuses a `sign` that is correct");
}
// ANCHOR_END: program

fn main() {
    let report = interleave::Explorer::new().explore(program);
    print!("{}", report.text(80, false));
}
