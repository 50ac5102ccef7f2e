//! VERDICT: WRONG RESULT
//! Nobody gets to know that the callback has panicked.

use std::panic::{self, AssertUnwindSafe};
use std::sync::Mutex;

pub fn once_only<R: Send>(
    callback: impl FnOnce() -> R + Send,
) -> impl Fn() -> Option<R> + Send + Sync {
    let waiting = Mutex::new(Some(callback));
    move || {
        let callback = waiting.lock().unwrap().take()?;
        panic::catch_unwind(AssertUnwindSafe(callback)).ok()
    }
}
