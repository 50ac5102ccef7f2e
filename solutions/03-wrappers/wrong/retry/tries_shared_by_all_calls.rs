//! VERDICT: WRONG RESULT
//! The count is kept in the wrapper: the second call has no try left.

use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;
use std::time::Duration;

pub fn retry<A, R, E>(
    tries: u32,
    pause: Duration,
    f: impl Fn(&A) -> Result<R, E> + Sync,
) -> impl Fn(A) -> Result<R, E> + Sync {
    assert!(tries > 0, "a function that is never tried has no result");
    let tried = AtomicU32::new(0);
    move |argument| {
        let mut pause = pause;
        loop {
            let number = tried.fetch_add(1, Ordering::SeqCst) + 1;
            let result = f(&argument);
            if result.is_ok() || number >= tries {
                return result;
            }
            thread::sleep(pause);
            pause *= 2;
        }
    }
}
