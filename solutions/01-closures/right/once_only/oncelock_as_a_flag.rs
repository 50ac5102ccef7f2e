//! A `OnceLock` can be set once, and says at once whether it was this time. Nobody waits for it.

use std::sync::{Mutex, OnceLock};

pub fn once_only<R: Send>(
    callback: impl FnOnce() -> R + Send,
) -> impl Fn() -> Option<R> + Send + Sync {
    let called = OnceLock::new();
    let waiting = Mutex::new(Some(callback));
    move || {
        called.set(()).ok()?;
        let callback = waiting.lock().unwrap().take()?;
        Some(callback())
    }
}
