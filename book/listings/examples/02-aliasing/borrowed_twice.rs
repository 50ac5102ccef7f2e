//! A row is added to itself, and a `RefCell` notices.

extern crate interleave as std;

// ANCHOR: program
use std::cell::RefCell;
use std::rc::Rc;

fn append(target: &RefCell<Vec<i32>>, source: &RefCell<Vec<i32>>) {
    let mut target = target.borrow_mut();
    let source = source.borrow();
    target.extend(source.iter());
}

fn evening() {
    let upper = Rc::new(RefCell::new(vec![1, 2]));
    let lower = Rc::clone(&upper);
    append(&upper, &lower);
}
// ANCHOR_END: program

fn main() {
    listings::show(&interleave::Explorer::new().explore(evening));
}
