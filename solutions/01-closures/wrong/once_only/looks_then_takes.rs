//! VERDICT: CHECK THEN ACT
//! To see that the callback is there, and to take it, are two critical sections.

use std::sync::Mutex;

pub fn once_only<R: Send>(
    callback: impl FnOnce() -> R + Send,
) -> impl Fn() -> Option<R> + Send + Sync {
    let waiting = Mutex::new(Some(callback));
    move || {
        if waiting.lock().unwrap().is_none() {
            return None;
        }
        let callback = waiting.lock().unwrap().take().unwrap();
        Some(callback())
    }
}
