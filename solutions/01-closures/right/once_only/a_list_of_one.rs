//! As in Python: a list with one element, and `pop`.

use std::sync::Mutex;

pub fn once_only<R: Send>(
    callback: impl FnOnce() -> R + Send,
) -> impl Fn() -> Option<R> + Send + Sync {
    let todo = Mutex::new(vec![callback]);
    move || {
        let next = todo.lock().unwrap().pop();
        next.map(|callback| callback())
    }
}
