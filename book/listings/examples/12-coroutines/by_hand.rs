//! An `async fn`, and the same written by hand.

use listings::make_way;
use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};

// ANCHOR: async
async fn order(bell: Bell) -> u32 {
    let cups = 2;
    bell.await;
    cups + 1
}
// ANCHOR_END: async

// ANCHOR: by_hand
enum Order {
    /// Nobody has polled it. The argument waits here.
    Begun {
        bell: Bell,
    },
    /// It stands at the `await`. What is used after that lives here.
    AtTheBell {
        bell: Bell,
        cups: u32,
    },
    Done,
}

impl Future for Order {
    type Output = u32;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<u32> {
        loop {
            match std::mem::replace(&mut *self, Order::Done) {
                Order::Begun { bell } => {
                    let cups = 2;
                    *self = Order::AtTheBell { bell, cups };
                }
                Order::AtTheBell { mut bell, cups } => match Pin::new(&mut bell).poll(context) {
                    Poll::Pending => {
                        *self = Order::AtTheBell { bell, cups };
                        return Poll::Pending;
                    }
                    Poll::Ready(()) => return Poll::Ready(cups + 1),
                },
                Order::Done => panic!("it was ready, and is polled again"),
            }
        }
    }
}
// ANCHOR_END: by_hand

/// Rings at the second poll.
type Bell = Pin<Box<dyn Future<Output = ()>>>;

fn polls(future: impl Future<Output = u32>) {
    let mut future = pin!(future);
    let mut context = Context::from_waker(Waker::noop());
    for _ in 0..2 {
        println!("{:?}", future.as_mut().poll(&mut context));
    }
}

fn main() {
    polls(order(Box::pin(make_way())));
    polls(Order::Begun { bell: Box::pin(make_way()) });
}
