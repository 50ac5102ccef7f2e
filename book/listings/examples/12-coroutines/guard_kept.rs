//! A guard of std that lives across an `.await`.

use interleave::Explorer;
use listings::{make_way, take_turns};

// ANCHOR: program
use interleave::sync::Mutex;

async fn deposit(account: &Mutex<u32>, amount: u32) {
    let mut balance = account.lock().unwrap();
    make_way().await; // the bank is asked
    *balance += amount;
}

fn evening() {
    let account = Mutex::new(0);
    take_turns([5, 7].map(|amount| Box::pin(deposit(&account, amount)) as _));
    assert_eq!(*account.lock().unwrap(), 12);
}
// ANCHOR_END: program

fn main() {
    listings::show(&Explorer::new().explore(evening));
}
