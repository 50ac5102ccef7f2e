//! The state in an `Arc`, and the button in a box.

use std::sync::{Arc, Mutex};

pub fn once_only<R: Send>(
    callback: impl FnOnce() -> R + Send,
) -> impl Fn() -> Option<R> + Send + Sync {
    let waiting = Arc::new(Mutex::new(Some(callback)));
    Box::new(move || {
        let next = {
            let mut waiting = waiting.lock().unwrap();
            waiting.take()
        };
        if let Some(callback) = next { Some(callback()) } else { None }
    })
}
