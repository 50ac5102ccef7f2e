//! The same callback, run when the lock has been given back.

#[macro_use]
extern crate interleave as std;

use std::sync::Mutex;
use std::thread;

fn dinner() {
    let bill = Mutex::new(Some("two soups"));
    // ANCHOR: program
    let pay = || {
        let dishes = bill.lock().unwrap().take();
        if let Some(dishes) = dishes {
            print_receipt(dishes, &bill);
        }
    };
    // ANCHOR_END: program
    thread::scope(|s| {
        let _anna = s.spawn(pay);
    });
}

fn print_receipt(dishes: &str, bill: &Mutex<Option<&str>>) {
    let open = bill.lock().unwrap().is_some();
    println!("{dishes}, open: {open}");
}

fn main() {
    let outputs = interleave::Explorer::new().outputs(dinner);
    for output in outputs.results() {
        print!("{output}");
    }
}
