//! `make_mut` copies what others look at, and nothing else.

// ANCHOR: program
use std::rc::Rc;

fn main() {
    let mut menu = Rc::new(vec!["soup", "bread"]);
    let guest = Rc::clone(&menu);
    Rc::make_mut(&mut menu).push("pears");
    println!("the guest reads {guest:?}, the board says {menu:?}");
    println!("one menu: {}", Rc::ptr_eq(&guest, &menu));
}
// ANCHOR_END: program
