//! A lock that is busy is held by somebody who takes the callback at this moment, or has taken it.

use std::sync::Mutex;

pub fn once_only<R: Send>(
    callback: impl FnOnce() -> R + Send,
) -> impl Fn() -> Option<R> + Send + Sync {
    let waiting = Mutex::new(Some(callback));
    move || {
        let callback = waiting.try_lock().ok()?.take()?;
        Some(callback())
    }
}
