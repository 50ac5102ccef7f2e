//! VERDICT: WRONG RESULT
//! The result is put down, and whoever comes by first takes it.

use std::sync::Mutex;

pub fn once_only<R: Send>(
    callback: impl FnOnce() -> R + Send,
) -> impl Fn() -> Option<R> + Send + Sync {
    let waiting = Mutex::new(Some(callback));
    let result = Mutex::new(None);
    move || {
        let callback = waiting.lock().unwrap().take();
        if let Some(callback) = callback {
            let made = callback();
            *result.lock().unwrap() = Some(made);
        }
        result.lock().unwrap().take()
    }
}
