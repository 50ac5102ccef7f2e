//! VERDICT: LOCK HELD TOO LONG
//! The guard has no name, and lives to the end of the statement in which the callback runs.

use std::sync::Mutex;

pub fn once_only<R: Send>(
    callback: impl FnOnce() -> R + Send,
) -> impl Fn() -> Option<R> + Send + Sync {
    let waiting = Mutex::new(Some(callback));
    move || waiting.lock().unwrap().take().map(|callback| callback())
}
