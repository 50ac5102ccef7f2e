//! The mode is behind an `Rc`, of which each guard has a clone. That alone keeps it in its thread.

use std::cell::Cell;
use std::rc::Rc;

thread_local! {
    static RECORDING: Rc<Cell<bool>> = Rc::new(Cell::new(true));
}

pub fn recording() -> bool {
    RECORDING.with(|on| on.get())
}

pub struct Recording {
    mode: Rc<Cell<bool>>,
    before: bool,
}

pub fn set_recording(on: bool) -> Recording {
    let mode = RECORDING.with(Rc::clone);
    let before = mode.replace(on);
    Recording { mode, before }
}

impl Drop for Recording {
    fn drop(&mut self) {
        self.mode.set(self.before);
    }
}

pub fn unrecorded<A, R>(f: impl Fn(A) -> R) -> impl Fn(A) -> R {
    move |argument| {
        let _off = set_recording(false);
        f(argument)
    }
}
