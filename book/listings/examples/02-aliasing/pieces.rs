//! A slice in pieces of two.

// ANCHOR: program
fn main() {
    let mut seats = vec![0; 5];
    for (number, piece) in seats.chunks_mut(2).enumerate() {
        piece.fill(number);
    }
    println!("{seats:?}");
}
// ANCHOR_END: program
