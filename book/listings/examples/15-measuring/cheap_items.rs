//! Squares with rayon, item by item and in larger pieces.

// ANCHOR: program
use rayon::prelude::*;

fn squares(numbers: &[u64]) -> Vec<u64> {
    numbers.par_iter().map(|number| number * number).collect()
}

fn squares_in_pieces(numbers: &[u64]) -> Vec<u64> {
    numbers.par_iter().with_min_len(25_000).map(|number| number * number).collect()
}
// ANCHOR_END: program

fn main() {
    let numbers: Vec<u64> = (0..100_000).collect();
    println!("the same: {}", squares(&numbers) == squares_in_pieces(&numbers));
}
