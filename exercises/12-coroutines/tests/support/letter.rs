//! Futures for tests: a letter that somebody sends, and a turn that is given away.

use std::future::poll_fn;
use std::task::{Poll, Waker};

use interleave::sync::{Arc, Mutex};

/// On its way from one to another, who may be on different threads.
struct Post<T> {
    letter: Option<T>,
    waiting: Option<Waker>,
}

/// Whoever has this sends one letter.
pub(crate) struct Pen<T>(Arc<Mutex<Post<T>>>);

impl<T> Pen<T> {
    /// Sends the letter, and wakes whoever waits for it.
    pub(crate) fn send(self, letter: T) {
        let waiting = {
            let mut post = self.0.lock().unwrap();
            post.letter = Some(letter);
            post.waiting.take()
        };
        if let Some(waiting) = waiting {
            waiting.wake();
        }
    }

    /// Wakes whoever waits for the letter, which is not there yet.
    #[allow(dead_code, reason = "not every exercise has a use for it")]
    pub(crate) fn knock(&self) {
        let waiting = self.0.lock().unwrap().waiting.clone();
        if let Some(waiting) = waiting {
            waiting.wake();
        }
    }
}

/// A pen, and a future of what is sent with it.
pub(crate) fn letter<T>() -> (Pen<T>, impl Future<Output = T> + Unpin + use<T>) {
    let post = Arc::new(Mutex::new(Post { letter: None, waiting: None }));
    let pen = Pen(Arc::clone(&post));
    let arrives = poll_fn(move |context| {
        let mut post = post.lock().unwrap();
        if let Some(letter) = post.letter.take() {
            return Poll::Ready(letter);
        }
        post.waiting = Some(context.waker().clone());
        Poll::Pending
    });
    (pen, arrives)
}

/// Lets others go first, once.
#[allow(dead_code, reason = "not every exercise has a use for it")]
pub(crate) fn make_way() -> impl Future<Output = ()> {
    let mut done = false;
    poll_fn(move |context| {
        if done {
            return Poll::Ready(());
        }
        done = true;
        context.waker().wake_by_ref();
        Poll::Pending
    })
}
