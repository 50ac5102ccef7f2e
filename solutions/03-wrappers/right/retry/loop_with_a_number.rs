//! A `loop` that counts, with the way out in the middle.

use std::thread;
use std::time::Duration;

pub fn retry<A, R, E>(
    tries: u32,
    pause: Duration,
    f: impl Fn(&A) -> Result<R, E> + Sync,
) -> impl Fn(A) -> Result<R, E> + Sync {
    if tries == 0 {
        panic!("`tries` is 0");
    }
    move |argument| {
        let (mut number, mut pause) = (1, pause);
        loop {
            let result = f(&argument);
            if result.is_ok() || number == tries {
                break result;
            }
            thread::sleep(pause);
            (number, pause) = (number + 1, 2 * pause);
        }
    }
}
