//! VERDICT: WRONG RESULT
//! A `static` is one flag for all the buttons of the program.

use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

static CALLED: AtomicBool = AtomicBool::new(false);

pub fn once_only<R: Send>(
    callback: impl FnOnce() -> R + Send,
) -> impl Fn() -> Option<R> + Send + Sync {
    let waiting = Mutex::new(Some(callback));
    move || {
        if CALLED.swap(true, Ordering::SeqCst) {
            return None;
        }
        let callback = waiting.lock().unwrap().take();
        callback.map(|callback| callback())
    }
}
