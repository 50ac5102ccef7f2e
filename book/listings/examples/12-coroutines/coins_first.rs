//! One thread, one ticket, and one who gets it: nothing is awaited between the look and the sale.

use listings::{make_way, take_turns};
use std::cell::{Cell, RefCell};

// ANCHOR: program
async fn sell(left: &Cell<i32>, sold: &RefCell<Vec<&str>>, customer: &'static str) {
    make_way().await; // the customer looks for coins
    if left.get() > 0 {
        left.set(left.get() - 1);
        sold.borrow_mut().push(customer);
    }
    make_way().await; // and says goodbye
}
// ANCHOR_END: program

fn main() {
    let (left, sold) = (Cell::new(1), RefCell::new(Vec::new()));
    let customers = ["Anna", "Ben"];
    take_turns(customers.map(|customer| Box::pin(sell(&left, &sold, customer)) as _));
    println!("sold to: {}", sold.borrow().join(" "));
}
