//! VERDICT: WRONG RESULT
//! The pause is kept in the wrapper: the second call begins where the first one ended.

use std::sync::Mutex;
use std::thread;
use std::time::Duration;

pub fn retry<A, R, E>(
    tries: u32,
    pause: Duration,
    f: impl Fn(&A) -> Result<R, E> + Sync,
) -> impl Fn(A) -> Result<R, E> + Sync {
    assert!(tries > 0, "a function that is never tried has no result");
    let pause = Mutex::new(pause);
    move |argument| {
        for _ in 1..tries {
            if let Ok(result) = f(&argument) {
                return Ok(result);
            }
            let this = {
                let mut pause = pause.lock().unwrap();
                let this = *pause;
                *pause *= 2;
                this
            };
            thread::sleep(this);
        }
        f(&argument)
    }
}
