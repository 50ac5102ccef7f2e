//! VERDICT: PANICKED
//! The second call finds no callback, and takes that for a mistake of the caller.

use std::sync::Mutex;

pub fn once_only<R: Send>(
    callback: impl FnOnce() -> R + Send,
) -> impl Fn() -> Option<R> + Send + Sync {
    let waiting = Mutex::new(Some(callback));
    move || {
        let callback = waiting.lock().unwrap().take();
        let callback = callback.expect("pressed twice");
        Some(callback())
    }
}
