//! The pauses are an iterator that ends one before the tries do.

use std::thread;
use std::time::Duration;

pub fn retry<A, R, E>(
    tries: u32,
    pause: Duration,
    f: impl Fn(&A) -> Result<R, E> + Sync,
) -> impl Fn(A) -> Result<R, E> + Sync {
    assert!(tries > 0, "a function that is never tried has no result");
    move |argument| {
        let mut pauses =
            std::iter::successors(Some(pause), |pause| Some(*pause * 2)).take(tries as usize - 1);
        loop {
            match (f(&argument), pauses.next()) {
                (Err(_), Some(pause)) => thread::sleep(pause),
                (result, _) => return result,
            }
        }
    }
}
