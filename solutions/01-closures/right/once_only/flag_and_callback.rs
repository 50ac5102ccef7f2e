//! An atomic flag decides, in one step. The lock is there to get the callback out.

use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

pub fn once_only<R: Send>(
    callback: impl FnOnce() -> R + Send,
) -> impl Fn() -> Option<R> + Send + Sync {
    let called = AtomicBool::new(false);
    let waiting = Mutex::new(Some(callback));
    move || {
        if called.swap(true, Ordering::SeqCst) {
            return None;
        }
        let callback = waiting.lock().unwrap().take().unwrap();
        Some(callback())
    }
}
