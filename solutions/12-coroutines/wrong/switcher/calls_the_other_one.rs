//! VERDICT: PANICKED
//! A part is called by the one that passes the word, so neither can go back in the middle.

#![forbid(unsafe_code, reason = "nothing in this exercise needs it")]

use std::cell::RefCell;

pub type Part<T> = Box<dyn FnOnce(&Switch<'_, T>, T) -> T>;

pub struct Switch<'a, T> {
    parts: &'a RefCell<Vec<Option<Part<T>>>>,
}

impl<T> Switch<'_, T> {
    pub fn to(&self, number: usize, cue: T) -> T {
        let part = self.parts.borrow_mut()[number].take();
        part.expect("this part has begun already")(self, cue)
    }
}

pub fn play<T: 'static>(parts: Vec<Part<T>>, first: T) -> T {
    let parts = RefCell::new(parts.into_iter().map(Some).collect());
    Switch { parts: &parts }.to(0, first)
}
