//! VERDICT: WRONG RESULT
//! The callback is called where it should be kept: the parentheses are too early.

use std::sync::Mutex;

pub fn once_only<R: Send>(
    callback: impl FnOnce() -> R + Send,
) -> impl Fn() -> Option<R> + Send + Sync {
    let result = Mutex::new(Some(callback()));
    move || result.lock().unwrap().take()
}
