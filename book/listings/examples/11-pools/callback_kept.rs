//! The look and the push of a callback, under one guard.

extern crate interleave as std;

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::thread;

// ANCHOR: program
type Callback = Box<dyn FnOnce() + Send>;

enum State {
    Pending(Vec<Callback>),
    Ready,
}

struct Photo(Mutex<State>);

impl Photo {
    fn complete(&self) {
        let before = std::mem::replace(&mut *self.0.lock().unwrap(), State::Ready);
        if let State::Pending(callbacks) = before {
            callbacks.into_iter().for_each(|callback| callback());
        }
    }

    fn when_ready(&self, callback: Callback) {
        let mut state = self.0.lock().unwrap();
        if let State::Pending(callbacks) = &mut *state {
            return callbacks.push(callback);
        }
        drop(state);
        callback();
    }
}
// ANCHOR_END: program

static RUNG: AtomicUsize = AtomicUsize::new(0);

fn evening() {
    let photo = Photo(Mutex::new(State::Pending(Vec::new())));
    thread::scope(|s| {
        let _anna = s.spawn(|| photo.complete());
        photo.when_ready(Box::new(|| _ = RUNG.fetch_add(1, SeqCst)));
    });
    let rung = RUNG.load(SeqCst);
    interleave::require!(rung == 1, MessageLost, "the photo is ready, and it rang {rung} times");
}

fn main() {
    listings::show(&interleave::Explorer::new().explore(evening));
    listings::game(interleave::Explorer::new(), evening);
}
