//! Each thread has a list of modes, and a guard takes the last one away.

use std::cell::RefCell;
use std::marker::PhantomData;

thread_local! {
    static MODES: RefCell<Vec<bool>> = const { RefCell::new(Vec::new()) };
}

pub fn recording() -> bool {
    MODES.with_borrow(|modes| modes.last().copied().unwrap_or(true))
}

pub struct Recording {
    _not_send: PhantomData<*const ()>,
}

pub fn set_recording(on: bool) -> Recording {
    MODES.with_borrow_mut(|modes| modes.push(on));
    Recording { _not_send: PhantomData }
}

impl Drop for Recording {
    fn drop(&mut self) {
        MODES.with_borrow_mut(|modes| modes.pop());
    }
}

pub fn unrecorded<A, R>(f: impl Fn(A) -> R) -> impl Fn(A) -> R {
    move |argument| {
        let _off = set_recording(false);
        f(argument)
    }
}
