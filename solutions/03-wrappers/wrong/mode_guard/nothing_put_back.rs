//! VERDICT: WRONG RESULT
//! The guard remembers, and nobody has implemented `Drop`.

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
    before: bool,
    _not_send: PhantomData<Rc<()>>,
}

pub fn set_recording(on: bool) -> Recording {
    Recording { before: RECORDING.replace(on), _not_send: PhantomData }
}

pub fn unrecorded<A, R>(f: impl Fn(A) -> R) -> impl Fn(A) -> R {
    move |argument| {
        let _off = set_recording(false);
        f(argument)
    }
}
