//! A note that somebody has called, wiped away too late.

extern crate interleave as std;

use std::future::poll_fn;
use std::pin::pin;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};

// ANCHOR: program
struct Bell {
    rung: AtomicBool,
    thread: Thread,
}

impl Wake for Bell {
    fn wake(self: Arc<Self>) {
        if !self.rung.swap(true, SeqCst) {
            self.thread.unpark();
        }
    }
}

fn block_on<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    let bell = Arc::new(Bell { rung: AtomicBool::new(true), thread: thread::current() });
    let waker = Waker::from(bell.clone());
    loop {
        while !bell.rung.load(SeqCst) {
            thread::park();
        }
        let polled = future.as_mut().poll(&mut Context::from_waker(&waker));
        bell.rung.store(false, SeqCst);
        if let Poll::Ready(result) = polled {
            return result;
        }
    }
}
// ANCHOR_END: program

fn evening() {
    let photo = Mutex::new((false, None::<Waker>));
    thread::scope(|s| {
        let _anna = s.spawn(|| {
            let mut photo = photo.lock().unwrap();
            photo.0 = true;
            let waker = photo.1.take();
            drop(photo);
            waker.into_iter().for_each(Waker::wake);
        });
        block_on(poll_fn(|context| {
            let mut photo = photo.lock().unwrap();
            photo.1 = Some(context.waker().clone());
            if photo.0 { Poll::Ready(()) } else { Poll::Pending }
        }));
    });
}

fn main() {
    listings::show(&interleave::Explorer::new().explore(evening));
}
