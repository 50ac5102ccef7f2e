//! Five rows, and nothing in common.

// ANCHOR: program
fn main() {
    let mut rows = vec![vec![]; 5];
    rows[0].push("anna");
    println!("{rows:?}");
}
// ANCHOR_END: program
