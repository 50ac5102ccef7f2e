//! A future that looks, and leaves its waker after that.

extern crate interleave as std;

use std::future::Future;
use std::pin::{Pin, pin};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Wake, Waker};
use std::thread;

// ANCHOR: block_on
struct Unpark(thread::Thread);

impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }
}

fn block_on<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    let waker = Waker::from(Arc::new(Unpark(thread::current())));
    let mut context = Context::from_waker(&waker);
    loop {
        if let Poll::Ready(result) = future.as_mut().poll(&mut context) {
            return result;
        }
        thread::park();
    }
}
// ANCHOR_END: block_on

// ANCHOR: program
struct Photo {
    ready: Mutex<bool>,
    waker: Mutex<Option<Waker>>,
}

impl Photo {
    fn new() -> Photo {
        let ready = Mutex::new(false);
        let waker = Mutex::new(None);
        Photo { ready, waker }
    }

    fn develop(&self) {
        *self.ready.lock().unwrap() = true;
        let waker = self.waker.lock().unwrap().take();
        waker.into_iter().for_each(Waker::wake);
    }
}

impl Future for &Photo {
    type Output = ();

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        if *self.ready.lock().unwrap() {
            return Poll::Ready(());
        }
        *self.waker.lock().unwrap() = Some(context.waker().clone());
        Poll::Pending
    }
}

fn evening() {
    let photo = Photo::new();
    thread::scope(|s| {
        let _anna = s.spawn(|| photo.develop());
        block_on(&photo);
    });
}
// ANCHOR_END: program

fn main() {
    listings::show(&interleave::Explorer::new().explore(evening));
    listings::game(interleave::Explorer::new(), evening);
}
