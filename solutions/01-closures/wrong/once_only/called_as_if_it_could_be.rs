//! VERDICT: DOES NOT COMPILE
//! An `FnOnce` is used up by its call, and an `Fn` must still have it for the next one.

use std::sync::atomic::{AtomicBool, Ordering};

pub fn once_only<R: Send>(
    callback: impl FnOnce() -> R + Send,
) -> impl Fn() -> Option<R> + Send + Sync {
    let called = AtomicBool::new(false);
    move || {
        if called.swap(true, Ordering::SeqCst) { None } else { Some(callback()) }
    }
}
