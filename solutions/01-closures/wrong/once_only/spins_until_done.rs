//! VERDICT: LOCK HELD TOO LONG
//! The others go round and round until the callback is done.

use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

pub fn once_only<R: Send>(
    callback: impl FnOnce() -> R + Send,
) -> impl Fn() -> Option<R> + Send + Sync {
    let done = AtomicBool::new(false);
    let waiting = Mutex::new(Some(callback));
    move || {
        let callback = waiting.lock().unwrap().take();
        if let Some(callback) = callback {
            let result = callback();
            done.store(true, Ordering::SeqCst);
            return Some(result);
        }
        while !done.load(Ordering::SeqCst) {
            std::hint::spin_loop();
        }
        None
    }
}
