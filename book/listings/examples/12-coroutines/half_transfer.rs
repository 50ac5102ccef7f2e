//! A transfer that is cancelled between its two halves.

// ANCHOR: program
use std::cell::Cell;
use std::task::{Context, Waker};

async fn transfer(from: &Cell<i32>, to: &Cell<i32>, bank: impl Future<Output = ()>) {
    from.set(from.get() - 5);
    bank.await;
    to.set(to.get() + 5);
}

fn main() {
    let (anna, ben) = (Cell::new(10), Cell::new(10));
    let mut transfer = Box::pin(transfer(&anna, &ben, std::future::pending()));
    let polled = transfer.as_mut().poll(&mut Context::from_waker(Waker::noop()));
    println!("{polled:?}");
    drop(transfer);
    println!("anna has {}, ben has {}", anna.get(), ben.get());
}
// ANCHOR_END: program
