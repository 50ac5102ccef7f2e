//! VERDICT: RAN SERIALLY
//! No thread: who gives a letter copies it.

use std::cell::{Cell, RefCell};

pub struct Scribe {
    copy: RefCell<Box<dyn FnMut(String)>>,
    copied: Cell<usize>,
}

impl Scribe {
    pub fn start(copy: impl FnMut(String) + Send + 'static) -> Scribe {
        Scribe { copy: RefCell::new(Box::new(copy)), copied: Cell::new(0) }
    }

    pub fn give(&self, letter: String) {
        (self.copy.borrow_mut())(letter);
        self.copied.set(self.copied.get() + 1);
    }

    pub fn stop(self) -> usize {
        self.copied.get()
    }
}

impl Drop for Scribe {
    fn drop(&mut self) {}
}
