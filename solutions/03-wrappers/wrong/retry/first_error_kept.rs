//! VERDICT: WRONG RESULT
//! The error of the first try is the one that is returned.

use std::thread;
use std::time::Duration;

pub fn retry<A, R, E>(
    tries: u32,
    pause: Duration,
    f: impl Fn(&A) -> Result<R, E> + Sync,
) -> impl Fn(A) -> Result<R, E> + Sync {
    assert!(tries > 0, "a function that is never tried has no result");
    move |argument| {
        let mut pause = pause;
        let mut error = None;
        for attempt in 1..=tries {
            match f(&argument) {
                Ok(result) => return Ok(result),
                Err(this) => error = error.or(Some(this)),
            }
            if attempt < tries {
                thread::sleep(pause);
                pause *= 2;
            }
        }
        Err(error.unwrap())
    }
}
