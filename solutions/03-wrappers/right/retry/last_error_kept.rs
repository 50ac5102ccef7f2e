//! As in Python: a `for` over all tries, and a variable for what went wrong.

use std::thread;
use std::time::Duration;

pub fn retry<A, R, E>(
    tries: u32,
    pause: Duration,
    f: impl Fn(&A) -> Result<R, E> + Sync,
) -> impl Fn(A) -> Result<R, E> + Sync {
    assert!(tries > 0, "a function that is never tried has no result");
    move |argument: A| {
        let mut last = None;
        for number in 0..tries {
            if number > 0 {
                thread::sleep(pause * 2u32.pow(number - 1));
            }
            match f(&argument) {
                Ok(result) => return Ok(result),
                Err(error) => last = Some(error),
            }
        }
        Err(last.expect("there was at least one try"))
    }
}
