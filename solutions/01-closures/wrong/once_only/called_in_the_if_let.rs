//! VERDICT: LOCK HELD TOO LONG
//! The guard in an `if let` lives to the end of its block, and the callback runs in it.

use std::sync::Mutex;

pub fn once_only<R: Send>(
    callback: impl FnOnce() -> R + Send,
) -> impl Fn() -> Option<R> + Send + Sync {
    let waiting = Mutex::new(Some(callback));
    move || {
        if let Some(callback) = waiting.lock().unwrap().take() { Some(callback()) } else { None }
    }
}
