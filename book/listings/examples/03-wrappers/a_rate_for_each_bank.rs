//! The same without the static: what a function depends on is handed to it.

extern crate interleave as std;

// ANCHOR: program
use std::thread;

struct Bank {
    rate: u32,
}

impl Bank {
    fn interest(&self, savings: u32) -> u32 {
        savings * self.rate / 100
    }
}

fn low_rates() {
    let bank = Bank { rate: 1 };
    assert_eq!(bank.interest(500), 5);
}

fn high_rates() {
    let bank = Bank { rate: 8 };
    assert_eq!(bank.interest(500), 40);
}

fn both_tests() {
    thread::scope(|s| {
        s.spawn(low_rates);
        s.spawn(high_rates);
    });
}
// ANCHOR_END: program

fn main() {
    listings::show(&interleave::Explorer::new().explore(both_tests));
}
