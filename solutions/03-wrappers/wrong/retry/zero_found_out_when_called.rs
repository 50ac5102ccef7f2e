//! VERDICT: WRONG RESULT
//! The check stands inside of the closure: wrapping with 0 tries goes well, and a call panics.

use std::thread;
use std::time::Duration;

pub fn retry<A, R, E>(
    tries: u32,
    pause: Duration,
    f: impl Fn(&A) -> Result<R, E> + Sync,
) -> impl Fn(A) -> Result<R, E> + Sync {
    move |argument| {
        assert!(tries > 0, "a function that is never tried has no result");
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
