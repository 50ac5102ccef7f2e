//! When does `make_mut` copy?

// ANCHOR: program
use std::rc::Rc;

fn main() {
    let mut menu = Rc::new(vec!["soup"]);
    let before = Rc::as_ptr(&menu);
    Rc::make_mut(&mut menu).push("bread");
    println!("same place: {}", before == Rc::as_ptr(&menu));
    let guest = Rc::clone(&menu);
    Rc::make_mut(&mut menu).push("pears");
    println!("same place: {}", before == Rc::as_ptr(&menu));
    println!("the guest reads {} lines", guest.len());
}
// ANCHOR_END: program
