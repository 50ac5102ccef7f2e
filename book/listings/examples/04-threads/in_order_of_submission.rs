//! Results by `join`: in the order in which the threads were started.

// ANCHOR: program
use std::thread;
use std::time::Duration;

fn main() {
    let libraries = [("north", 60), ("south", 20), ("west", 40)];
    let threads = libraries.map(|(name, time)| {
        thread::spawn(move || {
            thread::sleep(Duration::from_millis(time));
            name
        })
    });
    for thread in threads {
        println!("{}", thread.join().unwrap());
    }
}
// ANCHOR_END: program
