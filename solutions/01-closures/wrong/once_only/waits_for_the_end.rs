//! VERDICT: LOCK HELD TOO LONG
//! The others are told only when the callback is done.

use std::sync::{Condvar, Mutex};

pub fn once_only<R: Send>(
    callback: impl FnOnce() -> R + Send,
) -> impl Fn() -> Option<R> + Send + Sync {
    let state = Mutex::new((Some(callback), false));
    let changed = Condvar::new();
    move || {
        let callback = state.lock().unwrap().0.take();
        match callback {
            Some(callback) => {
                let result = callback();
                state.lock().unwrap().1 = true;
                changed.notify_all();
                Some(result)
            }
            None => {
                let mut state = state.lock().unwrap();
                while !state.1 {
                    state = changed.wait(state).unwrap();
                }
                None
            }
        }
    }
}
