//! VERDICT: WRONG RESULT
//! A `bool` may go anywhere, and so may a guard that holds nothing else.

use std::cell::Cell;

thread_local! {
    static RECORDING: Cell<bool> = const { Cell::new(true) };
}

pub fn recording() -> bool {
    RECORDING.get()
}

pub struct Recording {
    before: bool,
}

pub fn set_recording(on: bool) -> Recording {
    Recording { before: RECORDING.replace(on) }
}

impl Drop for Recording {
    fn drop(&mut self) {
        RECORDING.set(self.before);
    }
}

pub fn unrecorded<A, R>(f: impl Fn(A) -> R) -> impl Fn(A) -> R {
    move |argument| {
        let _off = set_recording(false);
        f(argument)
    }
}
