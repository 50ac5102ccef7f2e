//! Four calls, of which the compiler may make one.

use std::hint::black_box;

fn fibonacci(n: u64) -> u64 {
    if n <= 1 { n } else { fibonacci(n - 1) + fibonacci(n - 2) }
}

// ANCHOR: program
fn as_one_would_write_it(n: u64) -> [u64; 4] {
    [0; 4].map(|_| fibonacci(n))
}

fn so_that_it_is_done(n: u64) -> [u64; 4] {
    [0; 4].map(|_| fibonacci(black_box(n)))
}
// ANCHOR_END: program

fn main() {
    println!("{:?}", as_one_would_write_it(20));
    println!("{:?}", so_that_it_is_done(20));
}
