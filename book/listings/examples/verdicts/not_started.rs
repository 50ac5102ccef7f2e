//! The place where your part begins.

#![expect(clippy::todo, reason = "it is what the run comes to")]

extern crate interleave as std;

// ANCHOR: program
fn sum(_numbers: &[u32]) -> u32 {
    todo!("add them up")
}

fn program() {
    assert_eq!(sum(&[1, 2, 3]), 6);
}
// ANCHOR_END: program

fn main() {
    let report = interleave::Explorer::new().explore(program);
    print!("{}", report.text(80, false));
}
