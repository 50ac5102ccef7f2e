//! The same deposits with tokio's lock.

// ANCHOR: program
use tokio::sync::Mutex;
use tokio::task::yield_now;

async fn deposit(account: &Mutex<u32>, amount: u32) {
    let mut balance = account.lock().await;
    println!("{amount}: the bank is asked");
    yield_now().await;
    *balance += amount;
    println!("{amount}: {balance}");
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let account = Mutex::new(0);
    tokio::join!(deposit(&account, 5), deposit(&account, 7));
}
// ANCHOR_END: program
