//! The initialiser of a `OnceLock` panics.

// ANCHOR: program
use std::panic::catch_unwind;
use std::sync::OnceLock;

static EIGER: OnceLock<u32> = OnceLock::new();

fn main() {
    let first = catch_unwind(|| EIGER.get_or_init(|| panic!("bad weather")));
    println!("the first one came back: {}", first.is_ok());
    println!("known: {:?}", EIGER.get());
    println!("the second one says: {}", EIGER.get_or_init(|| 3967));
}
// ANCHOR_END: program
