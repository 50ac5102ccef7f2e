//! One thread, one ticket, and two who get it.

use listings::{make_way, take_turns};

// ANCHOR: program
use std::cell::{Cell, RefCell};

async fn sell(left: &Cell<i32>, sold: &RefCell<Vec<&str>>, customer: &'static str) {
    if left.get() > 0 {
        make_way().await; // the customer looks for coins
        left.set(left.get() - 1);
        sold.borrow_mut().push(customer);
    }
}

fn main() {
    let (left, sold) = (Cell::new(1), RefCell::new(Vec::new()));
    let customers = ["Anna", "Ben"];
    take_turns(customers.map(|customer| Box::pin(sell(&left, &sold, customer)) as _));
    println!("sold to: {}", sold.borrow().join(" "));
    println!("left: {}", left.get());
}
// ANCHOR_END: program
