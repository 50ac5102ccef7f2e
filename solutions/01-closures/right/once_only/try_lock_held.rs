//! The lock is held during the callback, and nobody waits for it: who does not get it at once leaves.

use std::sync::Mutex;

pub fn once_only<R: Send>(
    callback: impl FnOnce() -> R + Send,
) -> impl Fn() -> Option<R> + Send + Sync {
    let waiting = Mutex::new(Some(callback));
    move || {
        let mut waiting = waiting.try_lock().ok()?;
        let callback = waiting.take()?;
        Some(callback())
    }
}
