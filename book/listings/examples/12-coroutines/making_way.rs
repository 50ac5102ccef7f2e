//! A future that is made of a closure: it makes way, once.

// ANCHOR: program
use std::future::poll_fn;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

fn make_way() -> impl Future<Output = ()> {
    let mut polled = false;
    poll_fn(move |context| {
        if polled {
            return Poll::Ready(());
        }
        polled = true;
        context.waker().wake_by_ref();
        Poll::Pending
    })
}

fn main() {
    let mut future = pin!(make_way());
    let mut context = Context::from_waker(Waker::noop());
    println!("{:?}", future.as_mut().poll(&mut context));
    println!("{:?}", future.as_mut().poll(&mut context));
}
// ANCHOR_END: program
