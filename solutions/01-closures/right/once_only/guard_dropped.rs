//! The guard has a name, and is dropped before the callback runs.

use std::sync::Mutex;

pub fn once_only<R: Send>(
    callback: impl FnOnce() -> R + Send,
) -> impl Fn() -> Option<R> + Send + Sync {
    let waiting = Mutex::new(Some(callback));
    move || {
        let mut guard = waiting.lock().unwrap();
        let callback = guard.take();
        drop(guard);
        match callback {
            Some(callback) => Some(callback()),
            None => None,
        }
    }
}
