//! The loser of a race is dropped, and a letter with it.

use std::cell::RefCell;
use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;

use listings::{make_way, take_turns};

// ANCHOR: program
/// Ready as soon as one of them is. The other one is dropped.
async fn first_of(one: impl Future<Output = ()>, other: impl Future<Output = ()>) {
    let (mut one, mut other) = (pin!(one), pin!(other));
    poll_fn(|context| {
        if one.as_mut().poll(context).is_ready() {
            return Poll::Ready(());
        }
        other.as_mut().poll(context)
    })
    .await;
}

async fn read(post: &RefCell<Vec<&str>>) {
    loop {
        let letter = post.borrow_mut().pop();
        let Some(letter) = letter else { return };
        make_way().await; // finds the glasses
        println!("reads {letter}");
    }
}

async fn evening() {
    let post = RefCell::new(vec!["the third", "the second", "the first"]);
    let bell = async {
        make_way().await;
        make_way().await;
    };
    first_of(bell, read(&post)).await;
    println!("the bell rings; left are {:?}", post.borrow());
}
// ANCHOR_END: program

fn main() {
    take_turns([Box::pin(evening()) as _]);
}
