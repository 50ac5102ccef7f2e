//! Names, values, types.

// ANCHOR: program
fn main() {
    let name = "Anna";
    let mut coins = 3;
    coins += 4;
    let price: f64 = 2.5;
    println!("{name} has {coins} coins, a soup is {price:.2}");
}
// ANCHOR_END: program
