//! What `join` returns when the thread has panicked.

// ANCHOR: program
use std::thread;

fn main() {
    let cooks = [
        thread::spawn(|| "soup"),
        thread::spawn(|| panic!("the pot slipped")),
        thread::spawn(|| "cake"),
    ];
    for cook in cooks {
        match cook.join() {
            Ok(dish) => println!("served: {dish}"),
            Err(payload) => match payload.downcast_ref::<&str>() {
                Some(text) => println!("a cook said: {text}"),
                None => println!("a cook panicked without a text"),
            },
        }
    }
}
// ANCHOR_END: program
