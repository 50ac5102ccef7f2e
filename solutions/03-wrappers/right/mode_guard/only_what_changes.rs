//! A guard has something to put back only if it has changed the mode.

use std::cell::Cell;
use std::rc::Rc;

thread_local! {
    static OFF: Cell<bool> = Cell::default();
}

pub fn recording() -> bool {
    !OFF.get()
}

pub struct Recording {
    back_to: Option<Rc<bool>>,
}

pub fn set_recording(on: bool) -> Recording {
    if on == recording() {
        return Recording { back_to: None };
    }
    OFF.set(!on);
    Recording { back_to: Some(Rc::new(!on)) }
}

impl Drop for Recording {
    fn drop(&mut self) {
        if let Some(on) = self.back_to.take() {
            OFF.set(!*on);
        }
    }
}

pub fn unrecorded<A, R>(f: impl Fn(A) -> R) -> impl Fn(A) -> R {
    move |argument: A| -> R {
        let guard = set_recording(false);
        let result = f(argument);
        drop(guard);
        result
    }
}
