//! Counts the writers who wait; who leaves after writing lets in the readers.

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
    writing: bool,
    writer_waits: usize,
    readers_first: usize,
    served: u64,
    next: u64,
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
        if state.writing || state.writer_waits > 0 {
            state.readers_first += 1;
            let served = state.served;
            while state.served == served {
                state = self.changed.wait(state).unwrap();
            }
        } else {
            state.readers += 1;
        }
        Reading { door: self }
    }

    /// Waits until a writer may go in, and goes in.
    pub fn write(&self) -> Writing<'_> {
        let mut state = self.state.lock().unwrap();
        let mine = state.next;
        state.next += 1;
        state.writer_waits += 1;
        while state.served != mine || state.writing || state.readers > 0 {
            state = self.changed.wait(state).unwrap();
        }
        state.writer_waits -= 1;
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
        state.writing = false;
        state.served += 1;
        state.readers += state.readers_first;
        state.readers_first = 0;
        self.door.changed.notify_all();
    }
}
