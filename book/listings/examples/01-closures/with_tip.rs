//! What is printed, and when is it decided?

// ANCHOR: program
fn main() {
    let mut price = 10;
    let with_tip = move |tip| price + tip;
    price = 20;
    println!("{} {}", with_tip(1), price);
}
// ANCHOR_END: program
