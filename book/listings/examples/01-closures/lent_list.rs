//! A list in a `RefCell`: lent for a line, and lent for a block.

// ANCHOR: program
use std::cell::RefCell;
use std::rc::Rc;

fn main() {
    let calls = Rc::new(RefCell::new(Vec::new()));
    let asked = Rc::clone(&calls);
    let how_many = move || asked.borrow().len();

    // This guard has no name, and is gone at the end of its line.
    calls.borrow_mut().push("anna");
    println!("{} call", how_many());

    // This one lives to the end of the block.
    let mut list = calls.borrow_mut();
    list.push("ben");
    println!("lent: {}", calls.try_borrow().is_err());
    // `how_many()` would panic here.
}
// ANCHOR_END: program
