//! A sum that stops too early. No thread is needed for that.

extern crate interleave as std;

// ANCHOR: program
use interleave::require;

fn sum(numbers: &[u32]) -> u32 {
    numbers[1..].iter().sum()
}

fn program() {
    let found = sum(&[1, 2, 3]);
    require!(found == 6, WrongResult, "the sum of 1, 2 and 3 is {found}");
}
// ANCHOR_END: program

fn main() {
    let report = interleave::Explorer::new().explore(program);
    print!("{}", report.text(80, false));
}
