//! Stable Rust has no generators.

// ANCHOR: program
fn main() {
    let numbers = gen { yield 1; yield 2 }; //~ E0658
    numbers.for_each(|number: u32| println!("{number}"));
}
// ANCHOR_END: program
