//! One row with five names, as Python has it, written so that it is seen.

// ANCHOR: program
use std::cell::RefCell;
use std::rc::Rc;

fn main() {
    let row = Rc::new(RefCell::new(vec![]));
    let rows = vec![row; 5];
    rows[0].borrow_mut().push("anna");
    println!("{:?}", rows[4].borrow());
    println!("one row: {}", Rc::ptr_eq(&rows[0], &rows[4]));
    println!("names: {}", Rc::strong_count(&rows[0]));
}
// ANCHOR_END: program
