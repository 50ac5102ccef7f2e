//! VERDICT: OUTLIVED
//! A map from thread to mode, in a static: it lives longer than one run of the program that is explored.

use std::collections::BTreeMap;
use std::marker::PhantomData;
use std::rc::Rc;
use std::sync::Mutex;
use std::thread;

static MODES: Mutex<BTreeMap<String, bool>> = Mutex::new(BTreeMap::new());

fn me() -> String {
    format!("{:?}", thread::current().id())
}

pub fn recording() -> bool {
    *MODES.lock().unwrap().get(&me()).unwrap_or(&true)
}

pub struct Recording {
    before: bool,
    _not_send: PhantomData<Rc<()>>,
}

pub fn set_recording(on: bool) -> Recording {
    let before = MODES.lock().unwrap().insert(me(), on).unwrap_or(true);
    Recording { before, _not_send: PhantomData }
}

impl Drop for Recording {
    fn drop(&mut self) {
        MODES.lock().unwrap().insert(me(), self.before);
    }
}

pub fn unrecorded<A, R>(f: impl Fn(A) -> R) -> impl Fn(A) -> R {
    move |argument| {
        let _off = set_recording(false);
        f(argument)
    }
}
