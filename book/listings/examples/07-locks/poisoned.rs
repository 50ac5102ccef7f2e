//! A thread panics while it holds a lock.

// ANCHOR: program
use std::sync::Mutex;
use std::thread;

fn main() {
    // The two numbers should always be equal.
    let pair = Mutex::new((0, 0));
    let died = thread::scope(|s| {
        let change = s.spawn(|| {
            let mut pair = pair.lock().unwrap();
            pair.0 += 1;
            pair.1 += "one".parse::<i32>().unwrap();
        });
        change.join().is_err()
    });
    println!("the thread died: {died}");
    match pair.lock() {
        Ok(pair) => println!("all is well: {pair:?}"),
        Err(poisoned) => println!("poisoned: {:?}", poisoned.into_inner()),
    }
}
// ANCHOR_END: program
