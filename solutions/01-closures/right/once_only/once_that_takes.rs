//! `Once` lets the others wait, but only until the callback is taken out. It runs later.

use std::sync::{Mutex, Once};

pub fn once_only<R: Send>(
    callback: impl FnOnce() -> R + Send,
) -> impl Fn() -> Option<R> + Send + Sync {
    let once = Once::new();
    let waiting = Mutex::new(Some(callback));
    move || {
        let mut mine = None;
        once.call_once(|| mine = waiting.lock().unwrap().take());
        mine.map(|callback| callback())
    }
}
