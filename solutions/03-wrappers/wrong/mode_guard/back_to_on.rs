//! VERDICT: WRONG RESULT
//! The guard puts back `true`, whatever was there before.

use std::cell::Cell;
use std::marker::PhantomData;
use std::rc::Rc;

thread_local! {
    static RECORDING: Cell<bool> = const { Cell::new(true) };
}

pub fn recording() -> bool {
    RECORDING.get()
}

pub struct Recording {
    _not_send: PhantomData<Rc<()>>,
}

pub fn set_recording(on: bool) -> Recording {
    RECORDING.set(on);
    Recording { _not_send: PhantomData }
}

impl Drop for Recording {
    fn drop(&mut self) {
        RECORDING.set(true);
    }
}

pub fn unrecorded<A, R>(f: impl Fn(A) -> R) -> impl Fn(A) -> R {
    move |argument| {
        let _off = set_recording(false);
        f(argument)
    }
}
