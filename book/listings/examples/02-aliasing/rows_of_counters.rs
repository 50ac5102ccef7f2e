//! Two ways to make three counters.

// ANCHOR: program
use std::cell::Cell;
use std::rc::Rc;

fn main() {
    let counter = Rc::new(Cell::new(0));
    let east = vec![counter; 3];
    let west: Vec<_> = (0..3).map(|_| Rc::new(Cell::new(0))).collect();
    for doors in [east, west] {
        doors[0].set(doors[0].get() + 1);
        doors[1].set(doors[1].get() + 1);
        println!("{} {} {}", doors[0].get(), doors[1].get(), doors[2].get());
    }
}
// ANCHOR_END: program
