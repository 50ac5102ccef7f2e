//! Four closures from a loop: each has a number of its own.

// ANCHOR: program
fn main() {
    let mut multipliers: Vec<Box<dyn Fn(i32) -> i32>> = Vec::new();
    for i in 0..4 {
        multipliers.push(Box::new(move |x| i * x));
    }
    for m in &multipliers {
        println!("{}", m(2));
    }
}
// ANCHOR_END: program
