//! The guard is let go before the `.await`; what it had seen may not be true any more.

use listings::{make_way, take_turns};

// ANCHOR: program
use std::sync::Mutex;

async fn deposit(account: &Mutex<u32>, amount: u32) {
    let balance = *account.lock().unwrap();
    make_way().await; // the bank is asked
    *account.lock().unwrap() = balance + amount;
}

fn main() {
    let account = Mutex::new(0);
    take_turns([5, 7].map(|amount| Box::pin(deposit(&account, amount)) as _));
    println!("{}", account.lock().unwrap());
}
// ANCHOR_END: program
