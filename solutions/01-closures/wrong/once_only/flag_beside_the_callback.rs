//! VERDICT: CHECK THEN ACT
//! The flag is looked at in one step and set in another.

use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

pub fn once_only<R: Send>(
    callback: impl FnOnce() -> R + Send,
) -> impl Fn() -> Option<R> + Send + Sync {
    let called = AtomicBool::new(false);
    let waiting = Mutex::new(Some(callback));
    move || {
        if called.load(Ordering::SeqCst) {
            return None;
        }
        called.store(true, Ordering::SeqCst);
        let callback = waiting.lock().unwrap().take().unwrap();
        Some(callback())
    }
}
