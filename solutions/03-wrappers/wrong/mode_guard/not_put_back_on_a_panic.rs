//! VERDICT: WRONG RESULT
//! Taken from a lock that is poisoned: on a panic the guard does nothing.

use std::cell::Cell;
use std::marker::PhantomData;
use std::rc::Rc;
use std::thread;

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

impl Drop for Recording {
    fn drop(&mut self) {
        if !thread::panicking() {
            RECORDING.set(self.before);
        }
    }
}

pub fn unrecorded<A, R>(f: impl Fn(A) -> R) -> impl Fn(A) -> R {
    move |argument| {
        let _off = set_recording(false);
        f(argument)
    }
}
