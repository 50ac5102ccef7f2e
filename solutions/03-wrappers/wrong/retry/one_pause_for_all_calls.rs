//! VERDICT: WRONG RESULT
//! The pause is kept in the wrapper, and every call begins by making it short again: also for those under way.

use std::sync::Mutex;
use std::thread;
use std::time::Duration;

pub fn retry<A, R, E>(
    tries: u32,
    pause: Duration,
    f: impl Fn(&A) -> Result<R, E> + Sync,
) -> impl Fn(A) -> Result<R, E> + Sync {
    assert!(tries > 0);
    let shared = Mutex::new(pause);
    move |argument| {
        *shared.lock().unwrap() = pause;
        for _ in 1..tries {
            if let Ok(result) = f(&argument) {
                return Ok(result);
            }
            let time = *shared.lock().unwrap();
            thread::sleep(time);
            *shared.lock().unwrap() *= 2;
        }
        f(&argument)
    }
}
