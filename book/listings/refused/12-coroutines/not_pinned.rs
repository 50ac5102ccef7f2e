//! A future is polled where it will stay.

use std::pin::Pin;
use std::task::{Context, Waker};

async fn develop() {}

// ANCHOR: program
fn main() {
    let mut photo = develop();
    let mut context = Context::from_waker(Waker::noop());
    let _ = Pin::new(&mut photo).poll(&mut context); //~ E0277
}
// ANCHOR_END: program
