//! # Once only
//!
//! The bill is paid once. It does not matter how often the button is pressed, or that the waiter presses it on his
//! device in the same moment.
//!
//! `once_only` takes a callback and returns a closure, the button. The callback may own what it works with, and use it
//! up: it is an `FnOnce`. The button is an `Fn`, and can be pressed by any number of threads.
//!
//! 1. The first call runs the callback, there and then, on the thread that called, and returns `Some` of its result.
//! 2. Every other call returns `None`. It does so at once, also while the callback is still running, and also when it
//!    is the callback itself that presses the button.
//! 3. If the callback panics, the caller who ran it gets that panic. It was its one time: others still get `None`.
//!
//! Nothing is run before the first call, also if there never is one, and two buttons know nothing of each other.
//!
//! Check it with `cargo test -p closures --test once_only`.

// ANSWER
// | // Bring in what the threads share.
use std::sync::Mutex;
// END

/// A closure that runs `callback` when it is called for the first time, and never again.
pub fn once_only<R: Send>(
    callback: impl FnOnce() -> R + Send,
) -> impl Fn() -> Option<R> + Send + Sync {
    // ANSWER
    // | move || todo!("run the callback if nobody has")
    let waiting = Mutex::new(Some(callback));
    move || {
        // To look and to take is one step. The guard ends with this line, so nothing is locked from here on.
        let callback = waiting.lock().unwrap().take();
        callback.map(|callback| callback())
    }
    // END
}
