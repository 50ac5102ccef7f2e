//! VERDICT: WRONG RESULT
//! The callback runs, and its result goes nowhere.

use std::sync::Mutex;

pub fn once_only<R: Send>(
    callback: impl FnOnce() -> R + Send,
) -> impl Fn() -> Option<R> + Send + Sync {
    let waiting = Mutex::new(Some(callback));
    move || {
        let callback = waiting.lock().unwrap().take();
        if let Some(callback) = callback {
            callback();
        }
        None
    }
}
