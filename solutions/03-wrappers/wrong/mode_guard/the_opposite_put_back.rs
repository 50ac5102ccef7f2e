//! VERDICT: WRONG RESULT
//! The guard puts back the opposite of what it has set.

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
    on: bool,
    _not_send: PhantomData<Rc<()>>,
}

pub fn set_recording(on: bool) -> Recording {
    RECORDING.set(on);
    Recording { on, _not_send: PhantomData }
}

impl Drop for Recording {
    fn drop(&mut self) {
        RECORDING.set(!self.on);
    }
}

pub fn unrecorded<A, R>(f: impl Fn(A) -> R) -> impl Fn(A) -> R {
    move |argument| {
        let _off = set_recording(false);
        f(argument)
    }
}
