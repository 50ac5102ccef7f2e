//! VERDICT: WRONG RESULT
//! A loop over all tries, and then one more for the error.

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
        for _ in 0..tries {
            if let Ok(result) = f(&argument) {
                return Ok(result);
            }
            thread::sleep(pause);
            pause *= 2;
        }
        f(&argument)
    }
}
