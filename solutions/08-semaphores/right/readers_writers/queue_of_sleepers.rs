//! A queue of those who wait, each with a place of its own to sleep: who leaves lets in the first ones.

#![forbid(unsafe_code, reason = "nothing in this exercise needs it")]

use std::collections::VecDeque;
use std::sync::{Arc, Condvar, Mutex, MutexGuard};

/// A door that lets in readers together, and a writer alone.
pub struct Door {
    state: Mutex<State>,
}
#[derive(Default)]
struct State {
    readers: usize,
    writing: bool,
    row: VecDeque<Arc<Sleeper>>,
}

struct Sleeper {
    writer: bool,
    admitted: Mutex<bool>,
    woken: Condvar,
}

impl State {
    fn admit(&mut self) {
        while let Some(first) = self.row.front() {
            if self.writing || (first.writer && self.readers > 0) {
                return;
            }
            if first.writer {
                self.writing = true
            } else {
                self.readers += 1
            }
            *first.admitted.lock().unwrap() = true;
            first.woken.notify_one();
            self.row.pop_front();
        }
    }
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
        Door { state: Mutex::default() }
    }

    /// Waits until a reader may go in, and goes in.
    pub fn read(&self) -> Reading<'_> {
        self.enter(false);
        Reading { door: self }
    }

    /// Waits until a writer may go in, and goes in.
    pub fn write(&self) -> Writing<'_> {
        self.enter(true);
        Writing { door: self }
    }
    fn enter(&self, writer: bool) {
        let me = Arc::new(Sleeper { writer, admitted: Mutex::new(false), woken: Condvar::new() });
        let mut state: MutexGuard<'_, State> = self.state.lock().unwrap();
        state.row.push_back(me.clone());
        state.admit();
        drop(state);
        let admitted = me.admitted.lock().unwrap();
        let _admitted = me.woken.wait_while(admitted, |admitted| !*admitted).unwrap();
    }
}

impl Drop for Reading<'_> {
    fn drop(&mut self) {
        let mut state = self.door.state.lock().unwrap();
        state.readers -= 1;
        state.admit();
    }
}

impl Drop for Writing<'_> {
    fn drop(&mut self) {
        let mut state = self.door.state.lock().unwrap();
        state.writing = false;
        state.admit();
    }
}
