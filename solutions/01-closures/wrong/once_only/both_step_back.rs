//! VERDICT: WRONG RESULT
//! Each of two counts itself, sees two, and leaves it to the other one.

use std::sync::Mutex;
use std::sync::atomic::{AtomicU32, Ordering};

pub fn once_only<R: Send>(
    callback: impl FnOnce() -> R + Send,
) -> impl Fn() -> Option<R> + Send + Sync {
    let presses = AtomicU32::new(0);
    let waiting = Mutex::new(Some(callback));
    move || {
        presses.fetch_add(1, Ordering::SeqCst);
        if presses.load(Ordering::SeqCst) > 1 {
            return None;
        }
        let callback = waiting.lock().unwrap().take();
        callback.map(|callback| callback())
    }
}
