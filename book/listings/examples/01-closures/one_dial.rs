//! Four closures that share one number, on purpose.

// ANCHOR: program
use std::cell::Cell;
use std::rc::Rc;

fn main() {
    let i = Rc::new(Cell::new(0));
    let mut multipliers: Vec<Box<dyn Fn(i32) -> i32>> = Vec::new();
    for number in 0..4 {
        i.set(number);
        let shared = Rc::clone(&i);
        multipliers.push(Box::new(move |x| shared.get() * x));
    }
    for m in &multipliers {
        println!("{}", m(2));
    }
}
// ANCHOR_END: program
