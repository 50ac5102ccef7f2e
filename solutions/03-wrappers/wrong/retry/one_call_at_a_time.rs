//! VERDICT: RAN SERIALLY
//! A turn for each call: who waits for a bad line makes all the others wait.

use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Duration;

pub fn retry<A, R, E>(
    tries: u32,
    pause: Duration,
    f: impl Fn(&A) -> Result<R, E> + Sync,
) -> impl Fn(A) -> Result<R, E> + Sync {
    assert!(tries > 0, "a function that is never tried has no result");
    let turn = Mutex::new(());
    move |argument| {
        let _turn = turn.lock().unwrap_or_else(PoisonError::into_inner);
        let mut pause = pause;
        for _ in 1..tries {
            if let Ok(result) = f(&argument) {
                return Ok(result);
            }
            thread::sleep(pause);
            pause *= 2;
        }
        f(&argument)
    }
}
