//! VERDICT: WRONG RESULT
//! The pause does not grow.

use std::thread;
use std::time::Duration;

pub fn retry<A, R, E>(
    tries: u32,
    pause: Duration,
    f: impl Fn(&A) -> Result<R, E> + Sync,
) -> impl Fn(A) -> Result<R, E> + Sync {
    assert!(tries > 0, "a function that is never tried has no result");
    move |argument| {
        for _ in 1..tries {
            if let Ok(result) = f(&argument) {
                return Ok(result);
            }
            thread::sleep(pause);
        }
        f(&argument)
    }
}
