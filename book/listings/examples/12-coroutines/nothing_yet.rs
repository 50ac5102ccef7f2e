//! What an `async fn` does when it is called, and when it is polled.

// ANCHOR: program
use std::pin::pin;
use std::task::{Context, Waker};

async fn develop() -> u32 {
    println!("the light goes out");
    listings::make_way().await;
    println!("the light goes on");
    7
}

fn main() {
    let photo = develop();
    println!("called");
    let mut photo = pin!(photo);
    let mut context = Context::from_waker(Waker::noop());
    while photo.as_mut().poll(&mut context).is_pending() {
        println!("not yet");
    }
}
// ANCHOR_END: program
