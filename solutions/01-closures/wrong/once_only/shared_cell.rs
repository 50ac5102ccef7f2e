//! VERDICT: DOES NOT COMPILE
//! A `Cell` cannot be shared with another thread: it has no way to keep two of them apart.

use std::cell::Cell;

pub fn once_only<R: Send>(
    callback: impl FnOnce() -> R + Send,
) -> impl Fn() -> Option<R> + Send + Sync {
    let waiting = Cell::new(Some(callback));
    move || waiting.take().map(|callback| callback())
}
