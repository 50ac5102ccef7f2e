//! VERDICT: PANICKED
//! The guard of a block borrows the mode, and the next one cannot.

use std::cell::RefCell;
use std::marker::PhantomData;
use std::rc::Rc;

thread_local! {
    static RECORDING: RefCell<bool> = const { RefCell::new(true) };
}

pub fn recording() -> bool {
    RECORDING.with_borrow(|on| *on)
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
        RECORDING.set(self.before);
    }
}

pub fn unrecorded<A, R>(f: impl Fn(A) -> R) -> impl Fn(A) -> R {
    move |argument| {
        RECORDING.with_borrow_mut(|on| {
            let before = std::mem::replace(on, false);
            let result = f(argument);
            *on = before;
            result
        })
    }
}
