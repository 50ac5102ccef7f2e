//! A recursion without an end.

extern crate interleave as std;

// ANCHOR: program
fn count_down(from: i32) -> i32 {
    if from == 0 { 0 } else { 1 + count_down(from - 1) }
}

fn program() {
    assert_eq!(count_down(-3), 3);
}
// ANCHOR_END: program

fn main() {
    let report = interleave::Explorer::new().explore(program);
    print!("{}", report.text(80, false));
}
