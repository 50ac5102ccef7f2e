//! The end of the process is the end of the test.

extern crate interleave as std;

// ANCHOR: program
fn program() {
    let visitors = 1;
    if visitors < 2 {
        std::process::exit(0);
    }
    assert_eq!(visitors, 2);
}
// ANCHOR_END: program

fn main() {
    let report = interleave::Explorer::new().explore(program);
    print!("{}", report.text(80, false));
}
