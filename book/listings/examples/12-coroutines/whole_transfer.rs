//! A transfer that is undone when it is cancelled.

use std::cell::Cell;
use std::task::{Context, Waker};

// ANCHOR: program
/// Gives the money back, unless it has arrived.
struct OnItsWay<'a> {
    from: &'a Cell<i32>,
    arrived: bool,
}

impl Drop for OnItsWay<'_> {
    fn drop(&mut self) {
        if !self.arrived {
            self.from.set(self.from.get() + 5);
        }
    }
}

async fn transfer(from: &Cell<i32>, to: &Cell<i32>, bank: impl Future<Output = ()>) {
    from.set(from.get() - 5);
    let mut money = OnItsWay { from, arrived: false };
    bank.await;
    to.set(to.get() + 5);
    money.arrived = true;
}
// ANCHOR_END: program

fn main() {
    let (anna, ben) = (Cell::new(10), Cell::new(10));
    let mut cancelled = Box::pin(transfer(&anna, &ben, std::future::pending()));
    let _ = cancelled.as_mut().poll(&mut Context::from_waker(Waker::noop()));
    drop(cancelled);
    println!("anna has {}, ben has {}", anna.get(), ben.get());
    listings::take_turns([Box::pin(transfer(&anna, &ben, listings::make_way())) as _]);
    println!("anna has {}, ben has {}", anna.get(), ben.get());
}
