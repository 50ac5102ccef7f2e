//! VERDICT: DOES NOT COMPILE
//! A `Cell` is for one thread, and an `unsafe impl` only keeps the compiler from saying so.

use std::cell::Cell;

struct Shared<T>(Cell<T>);

unsafe impl<T: Send> Sync for Shared<T> {}

pub fn once_only<R>(callback: impl FnOnce() -> R + Send) -> impl Fn() -> Option<R> + Send + Sync {
    let waiting = Shared(Cell::new(Some(callback)));
    move || {
        let waiting = &waiting;
        waiting.0.take().map(|callback| callback())
    }
}
