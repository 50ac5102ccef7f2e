//! An attribute of std that changes what a function is told.

// ANCHOR: program
use std::panic::Location;

fn plain() -> u32 {
    Location::caller().line()
}

#[track_caller]
fn tracked() -> u32 {
    Location::caller().line()
}

fn main() {
    println!("this is line {}", line!());
    println!("plain:   {}", plain());
    println!("tracked: {}", tracked());
}
// ANCHOR_END: program
