//! VERDICT: WRONG RESULT
//! All tries at once, into a line that is bad.

use std::time::Duration;

pub fn retry<A, R, E>(
    tries: u32,
    pause: Duration,
    f: impl Fn(&A) -> Result<R, E> + Sync,
) -> impl Fn(A) -> Result<R, E> + Sync {
    assert!(tries > 0, "a function that is never tried has no result");
    move |argument| {
        let _ = pause;
        (1..tries).find_map(|_| f(&argument).ok()).map_or_else(|| f(&argument), Ok)
    }
}
