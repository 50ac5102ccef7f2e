//! The first ticket runs it.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

pub fn once_only<R: Send>(
    callback: impl FnOnce() -> R + Send,
) -> impl Fn() -> Option<R> + Send + Sync {
    let tickets = AtomicUsize::new(0);
    let waiting = Mutex::new(Some(callback));
    move || match tickets.fetch_add(1, Ordering::Relaxed) {
        0 => {
            let callback = waiting.lock().unwrap().take();
            callback.map(|callback| callback())
        }
        _ => None,
    }
}
