//! A callback that runs while a lock is held, and presses the button itself.

#[macro_use]
extern crate interleave as std;

// ANCHOR: program
use std::sync::Mutex;
use std::thread;

fn dinner() {
    let bill = Mutex::new(Some("two soups"));
    let pay = || {
        if let Some(dishes) = bill.lock().unwrap().take() {
            print_receipt(dishes, &bill);
        }
    };
    thread::scope(|s| {
        let _anna = s.spawn(pay);
    });
}

/// A receipt says whether there is anything left to pay.
fn print_receipt(dishes: &str, bill: &Mutex<Option<&str>>) {
    let open = bill.lock().unwrap().is_some();
    println!("{dishes}, open: {open}");
}
// ANCHOR_END: program

fn main() {
    listings::show(&interleave::Explorer::new().explore(dinner));
}
