//! VERDICT: WRONG RESULT
//! It sleeps after each failure, also after the last one.

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
        let mut last = None;
        for _ in 0..tries {
            match f(&argument) {
                Ok(result) => return Ok(result),
                Err(error) => last = Some(error),
            }
            thread::sleep(pause);
            pause *= 2;
        }
        Err(last.unwrap())
    }
}
