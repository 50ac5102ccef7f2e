//! Two closures that have one number together.

// ANCHOR: program
use std::cell::Cell;
use std::rc::Rc;

fn turnstile() -> (impl Fn(), impl Fn() -> u32) {
    let visitors = Rc::new(Cell::new(0));
    let shown = Rc::clone(&visitors);
    let enter = move || visitors.set(visitors.get() + 1);
    let how_many = move || shown.get();
    (enter, how_many)
}

fn main() {
    let (enter, how_many) = turnstile();
    enter();
    enter();
    println!("{}", how_many());
}
// ANCHOR_END: program
