//! VERDICT: WRONG RESULT
//! A static atomic is one mode for the whole program.

use std::marker::PhantomData;
use std::rc::Rc;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

static RECORDING: AtomicBool = AtomicBool::new(true);

pub fn recording() -> bool {
    RECORDING.load(SeqCst)
}

pub struct Recording {
    before: bool,
    _not_send: PhantomData<Rc<()>>,
}

pub fn set_recording(on: bool) -> Recording {
    Recording { before: RECORDING.swap(on, SeqCst), _not_send: PhantomData }
}

impl Drop for Recording {
    fn drop(&mut self) {
        RECORDING.store(self.before, SeqCst);
    }
}

pub fn unrecorded<A, R>(f: impl Fn(A) -> R) -> impl Fn(A) -> R {
    move |argument| {
        let _off = set_recording(false);
        f(argument)
    }
}
