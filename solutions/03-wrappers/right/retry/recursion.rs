//! A try, and then the rest of the tries.

use std::thread;
use std::time::Duration;

fn attempt<A, R, E>(
    tries: u32,
    pause: Duration,
    f: &impl Fn(&A) -> Result<R, E>,
    argument: &A,
) -> Result<R, E> {
    f(argument).or_else(|error| {
        if tries == 1 {
            return Err(error);
        }
        thread::sleep(pause);
        attempt(tries - 1, pause * 2, f, argument)
    })
}

pub fn retry<A, R, E>(
    tries: u32,
    pause: Duration,
    f: impl Fn(&A) -> Result<R, E> + Sync,
) -> impl Fn(A) -> Result<R, E> + Sync {
    assert!(tries > 0, "a function that is never tried has no result");
    move |argument| attempt(tries, pause, &f, &argument)
}
