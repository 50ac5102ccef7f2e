//! VERDICT: STARVED
//! Readers and writers take turns, and among writers the quick one goes first.

#![forbid(unsafe_code, reason = "nothing in this exercise needs it")]

use std::sync::{Condvar, Mutex};

/// A door that lets in readers together, and a writer alone.
pub struct Door {
    state: Mutex<State>,
    changed: Condvar,
}
#[derive(Default)]
struct State {
    readers: usize,
    waiting_readers: usize,
    phase: u64,
    writers: usize,
    writing: bool,
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
        if state.writers == 0 {
            state.readers += 1;
        } else {
            state.waiting_readers += 1;
            let phase = state.phase;
            while state.phase == phase {
                state = self.changed.wait(state).unwrap();
            }
        }
        Reading { door: self }
    }

    /// Waits until a writer may go in, and goes in.
    pub fn write(&self) -> Writing<'_> {
        let mut state = self.state.lock().unwrap();
        state.writers += 1;
        while state.writing || state.readers > 0 {
            state = self.changed.wait(state).unwrap();
        }
        state.writing = true;
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
        state.writers -= 1;
        state.writing = false;
        state.phase += 1;
        state.readers += state.waiting_readers;
        state.waiting_readers = 0;
        self.door.changed.notify_all();
    }
}
