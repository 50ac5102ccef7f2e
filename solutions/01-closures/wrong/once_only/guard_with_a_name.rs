//! VERDICT: LOCK HELD TOO LONG
//! The guard lives to the end of the closure.

use std::sync::Mutex;

pub fn once_only<R: Send>(
    callback: impl FnOnce() -> R + Send,
) -> impl Fn() -> Option<R> + Send + Sync {
    let waiting = Mutex::new(Some(callback));
    move || {
        let mut waiting = waiting.lock().unwrap();
        let callback = waiting.take()?;
        Some(callback())
    }
}
