//! # Off the record
//!
//! A court clerk writes down every word. Now and then the judge says "off the record", and the clerk puts the pen
//! down until that part is over. Forget to say "on the record" once, and the rest of the day is missing.
//!
//! PyTorch has such a mode: `torch.no_grad()` switches off the recording of gradients for a `with` block, or, written
//! `@torch.no_grad()`, for every call of a function. Build both.
//!
//! 1. Each thread has its own mode: whether it is on the record. A new thread is on the record, whatever the thread
//!    that started it is.
//! 2. `set_recording` switches the mode of this thread and returns a guard. When the guard is dropped, the mode is
//!    again what it was before: at the end of the block, on an early `return`, and on a panic.
//! 3. Guards may be nested as deep as you like, in any mixture of on and off. They are dropped in the reverse order in
//!    which they were made, as the compiler does. What happens in another order is up to you.
//! 4. A guard puts the mode of *its* thread back. So it must not be possible to send it to another thread.
//! 5. `unrecorded` wraps a function: each call of the wrapper runs `f` off the record.
//!
//! Check it with `cargo test -p wrappers --test mode_guard`.

// ANSWER
// | // Bring in what you need, and make a `thread_local!` for the mode.
use std::cell::Cell;
use std::marker::PhantomData;
use std::rc::Rc;

thread_local! {
    static RECORDING: Cell<bool> = const { Cell::new(true) };
}
// END

/// Whether this thread is on the record. It is until somebody switches it off.
pub fn recording() -> bool {
    // ANSWER
    // | todo!("the mode of this thread")
    RECORDING.get()
    // END
}

/// Puts the mode back when it is dropped. [`set_recording`] makes it.
#[must_use = "dropped at once, it puts the mode back at once"]
pub struct Recording {
    // ANSWER
    // | // Your choice. It has to know what to put back.
    before: bool,
    /// An `Rc` stays in its thread, and so does a guard that might have one in it.
    _not_send: PhantomData<Rc<()>>,
    // END
}

/// Switches the mode of this thread, until the guard is dropped.
pub fn set_recording(on: bool) -> Recording {
    // ANSWER
    // | todo!("switch the mode, and remember what it was")
    Recording { before: RECORDING.replace(on), _not_send: PhantomData }
    // END
}

// ANSWER
// | // What has to be implemented for `Recording`, so that something happens when it goes away?
impl Drop for Recording {
    fn drop(&mut self) {
        RECORDING.set(self.before);
    }
}
// END

/// Wraps `f`. Each call of the wrapper runs `f` off the record, and after it the mode is what it was before the call,
/// also if `f` panics. The panic goes to the caller as it is.
pub fn unrecorded<A, R>(f: impl Fn(A) -> R) -> impl Fn(A) -> R {
    // ANSWER
    // | todo!("return a function that calls `f` off the record");
    // | |_| unreachable!()
    move |argument| {
        let _off = set_recording(false);
        f(argument)
    }
    // END
}
