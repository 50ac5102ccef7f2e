//! An atomic in a `thread_local!`: more than is needed, and right.

use std::marker::PhantomData;
use std::rc::Rc;
use std::sync::atomic::{AtomicBool, Ordering};

thread_local! {
    static RECORDING: AtomicBool = const { AtomicBool::new(true) };
}

pub fn recording() -> bool {
    RECORDING.with(|on| on.load(Ordering::Relaxed))
}

pub struct Recording {
    before: bool,
    _not_send: PhantomData<Rc<()>>,
}

pub fn set_recording(on: bool) -> Recording {
    let before = RECORDING.with(|recording| recording.swap(on, Ordering::Relaxed));
    Recording { before, _not_send: PhantomData }
}

impl Drop for Recording {
    fn drop(&mut self) {
        RECORDING.with(|recording| recording.store(self.before, Ordering::Relaxed));
    }
}

pub fn unrecorded<A, R>(f: impl Fn(A) -> R) -> impl Fn(A) -> R {
    move |argument| {
        let _off = set_recording(false);
        f(argument)
    }
}
