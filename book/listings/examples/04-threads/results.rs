//! A result comes back through `join`, and a thread may have a name.

// ANCHOR: program
use std::thread;

fn main() {
    let letter = "dear Ada".to_string();
    let clerk = thread::Builder::new()
        .name("clerk".to_string())
        .spawn(move || {
            let me = thread::current();
            format!("{} has posted {letter:?}", me.name().unwrap())
        })
        .unwrap();
    println!("{}", clerk.join().unwrap());
}
// ANCHOR_END: program
