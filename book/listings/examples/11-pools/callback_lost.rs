//! The look and the push of a callback, under two guards.

extern crate interleave as std;

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::thread;

// ANCHOR: program
type Callback = Box<dyn FnOnce() + Send>;

struct Photo {
    ready: Mutex<bool>,
    callbacks: Mutex<Vec<Callback>>,
}

impl Photo {
    fn new() -> Photo {
        let ready = Mutex::new(false);
        let callbacks = Mutex::new(Vec::new());
        Photo { ready, callbacks }
    }

    fn complete(&self) {
        *self.ready.lock().unwrap() = true;
        let callbacks = std::mem::take(&mut *self.callbacks.lock().unwrap());
        callbacks.into_iter().for_each(|callback| callback());
    }

    fn when_ready(&self, callback: Callback) {
        if *self.ready.lock().unwrap() {
            return callback();
        }
        self.callbacks.lock().unwrap().push(callback);
    }
}
// ANCHOR_END: program

static RUNG: AtomicUsize = AtomicUsize::new(0);

fn evening() {
    let photo = Photo::new();
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
