//! Whoever changes the number from 0 to 1 runs it.

use std::sync::Mutex;
use std::sync::atomic::{AtomicU8, Ordering};

pub fn once_only<R: Send>(
    callback: impl FnOnce() -> R + Send,
) -> impl Fn() -> Option<R> + Send + Sync {
    let state = AtomicU8::new(0);
    let waiting = Mutex::new(Some(callback));
    move || {
        state.compare_exchange(0, 1, Ordering::AcqRel, Ordering::Relaxed).ok()?;
        let callback = waiting.lock().unwrap().take()?;
        Some(callback())
    }
}
