//! Two sleepers on one thread, whose timers are in a map by date.

#[macro_use]
extern crate interleave as std;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, Waker};
use std::thread;
use std::time::{Duration, Instant};

// ANCHOR: program
thread_local! {
    static TIMERS: RefCell<BTreeMap<Instant, Waker>> = RefCell::default();
}

async fn sleep(seconds: u64) {
    let date = Instant::now() + Duration::from_secs(seconds);
    poll_fn(move |context| {
        if Instant::now() >= date {
            return Poll::Ready(());
        }
        TIMERS.with_borrow_mut(|timers| timers.insert(date, context.waker().clone()));
        Poll::Pending
    })
    .await;
}

/// Sleeps until the first date, and calls the waker that was left there.
fn wait_for_a_timer() {
    let Some((date, waker)) = TIMERS.with_borrow_mut(|timers| timers.pop_first()) else { return };
    thread::sleep(date - Instant::now());
    waker.wake();
}
// ANCHOR_END: program

async fn speak(first: u32, second: u32, seconds: u64) {
    println!("{first}");
    sleep(seconds).await;
    println!("{second}");
}

fn evening() {
    let mut tasks: Vec<Pin<Box<dyn Future<Output = ()>>>> =
        vec![Box::pin(speak(1, 2, 3600)), Box::pin(speak(3, 4, 7200))];
    let start = Instant::now();
    while !tasks.is_empty() {
        tasks.retain_mut(|task| {
            task.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_pending()
        });
        wait_for_a_timer();
    }
    println!("after {:?}", start.elapsed());
}

fn main() {
    // In an exploration no real time passes.
    let printed = interleave::Explorer::new().outputs(evening);
    printed.results().for_each(|text| print!("{text}"));
}
