//! A future that looks and leaves its waker in one section.

extern crate interleave as std;

use std::future::Future;
use std::pin::{Pin, pin};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Wake, Waker};
use std::thread;

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

// ANCHOR: program
enum State {
    Waiting(Option<Waker>),
    Ready,
}

struct Photo(Mutex<State>);

impl Photo {
    fn develop(&self) {
        let before = std::mem::replace(&mut *self.0.lock().unwrap(), State::Ready);
        if let State::Waiting(Some(waker)) = before {
            waker.wake();
        }
    }
}

impl Future for &Photo {
    type Output = ();

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        match &mut *self.0.lock().unwrap() {
            State::Ready => Poll::Ready(()),
            State::Waiting(waker) => {
                *waker = Some(context.waker().clone());
                Poll::Pending
            }
        }
    }
}
// ANCHOR_END: program

fn evening() {
    let photo = Photo(Mutex::new(State::Waiting(None)));
    thread::scope(|s| {
        let _anna = s.spawn(|| photo.develop());
        block_on(&photo);
    });
}

fn main() {
    listings::show(&interleave::Explorer::new().explore(evening));
    listings::game(interleave::Explorer::new(), evening);
}
