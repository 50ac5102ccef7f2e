//! VERDICT: WRONG RESULT
//! A count of the guards for off: on, within off, changes nothing.

use std::cell::Cell;
use std::marker::PhantomData;
use std::rc::Rc;

thread_local! {
    static OFF: Cell<u32> = const { Cell::new(0) };
}

pub fn recording() -> bool {
    OFF.get() == 0
}

pub struct Recording {
    off: bool,
    _not_send: PhantomData<Rc<()>>,
}

pub fn set_recording(on: bool) -> Recording {
    if !on {
        OFF.set(OFF.get() + 1);
    }
    Recording { off: !on, _not_send: PhantomData }
}

impl Drop for Recording {
    fn drop(&mut self) {
        if self.off {
            OFF.set(OFF.get() - 1);
        }
    }
}

pub fn unrecorded<A, R>(f: impl Fn(A) -> R) -> impl Fn(A) -> R {
    move |argument| {
        let _off = set_recording(false);
        f(argument)
    }
}
