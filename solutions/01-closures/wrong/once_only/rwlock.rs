//! VERDICT: DOES NOT COMPILE
//! Two readers may look at the callback at the same time, and it is not made for that: it is no `Sync`.

use std::sync::RwLock;

pub fn once_only<R: Send>(
    callback: impl FnOnce() -> R + Send,
) -> impl Fn() -> Option<R> + Send + Sync {
    let waiting = RwLock::new(Some(callback));
    move || {
        if waiting.read().unwrap().is_none() {
            return None;
        }
        let callback = waiting.write().unwrap().take();
        callback.map(|callback| callback())
    }
}
