//! VERDICT: PANICKED
//! Readers are counted in a number that is too small.

#![forbid(unsafe_code, reason = "nothing in this exercise needs it")]

use std::sync::{Condvar, Mutex};

/// A door that lets in readers together, and a writer alone.
pub struct Door {
    state: Mutex<State>,
    changed: Condvar,
}
#[derive(Default)]
struct State {
    next: u64,
    turn: u64,
    readers: u8,
}

/// A reader who is inside. Dropping it is the way out.
#[must_use = "the reader leaves as soon as this is dropped"]
pub struct Reading<'a> {
    door: &'a Door,
}

/// The writer who is inside. Dropping it is the way out.
#[must_use = "the writer leaves as soon as this is dropped"]
pub struct Writing<'a> {
    door: &'a Door,
}

impl Door {
    /// A door with nobody behind it.
    pub fn new() -> Door {
        Door { state: Mutex::default(), changed: Condvar::new() }
    }

    /// Waits until a reader may go in, and goes in.
    pub fn read(&self) -> Reading<'_> {
        let mut state = self.state.lock().unwrap();
        let mine = state.next;
        state.next += 1;
        while state.turn != mine {
            state = self.changed.wait(state).unwrap();
        }
        state.turn += 1;
        state.readers += 1;
        self.changed.notify_all();
        Reading { door: self }
    }

    /// Waits until a writer may go in, and goes in.
    pub fn write(&self) -> Writing<'_> {
        let mut state = self.state.lock().unwrap();
        let mine = state.next;
        state.next += 1;
        while state.turn != mine || state.readers > 0 {
            state = self.changed.wait(state).unwrap();
        }
        Writing { door: self }
    }
}

impl Drop for Reading<'_> {
    fn drop(&mut self) {
        let mut state = self.door.state.lock().unwrap();
        state.readers -= 1;
        self.door.changed.notify_all();
    }
}

impl Drop for Writing<'_> {
    fn drop(&mut self) {
        let mut state = self.door.state.lock().unwrap();
        state.turn += 1;
        self.door.changed.notify_all();
    }
}
