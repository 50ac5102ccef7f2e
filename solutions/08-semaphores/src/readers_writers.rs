//! # Everybody's turn comes
//!
//! A map of the city hangs in the archive. Any number of visitors may look at it together. Who changes it must be alone.
//! As long as one visitor comes before the last one goes, the map is never free, and whoever wants to change it waits
//! for ever. That is **starvation**. Let writers go first, and a row of them keeps out the readers.
//!
//! Build the door, so that everybody's turn comes.
//!
//! 1. `read` and `write` wait until one may go in, and return a guard. `drop` of the guard is the way out, also for one
//!    who panics.
//! 2. Readers are inside together, any number of them. A writer is inside alone.
//! 3. While readers are inside and a writer waits, a reader who comes later does not go in. It waits until that writer
//!    has been inside.
//! 4. Who waits, reader or writer, goes in before every writer who comes later.
//!
//! With 3 and 4 nobody waits for ever, as long as everybody who goes in comes out again. Who waits sleeps, and nobody
//! waits without one of these reasons.
//!
//! Check it with `cargo test -p semaphores --test readers_writers`.

#![forbid(unsafe_code, reason = "nothing in this exercise needs it")]

// ANSWER
// | // Bring in what you build it from.
use std::sync::{Condvar, Mutex, MutexGuard};
// END

/// A door that lets in readers together, and a writer alone.
pub struct Door {
    // ANSWER
    // | // Your choice.
    state: Mutex<State>,
    changed: Condvar,
    // END
}
// ANSWER

struct State {
    /// The number that the next one who comes gets.
    next: u64,
    /// The number whose turn it is. A reader hands the turn on as soon as it is inside, a writer when it leaves.
    turn: u64,
    /// How many readers are inside.
    readers: usize,
}
// END

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
        // ANSWER
        // | todo!("a door with nobody behind it")
        Door { state: Mutex::new(State { next: 0, turn: 0, readers: 0 }), changed: Condvar::new() }
        // END
    }

    /// Waits until a reader may go in, and goes in.
    pub fn read(&self) -> Reading<'_> {
        // ANSWER
        // | todo!("wait for a reader's turn")
        let mut state = self.wait_for_turn();
        state.readers += 1;
        state.turn += 1;
        drop(state);
        // The next one in the row may be a reader, too.
        self.changed.notify_all();
        Reading { door: self }
        // END
    }

    /// Waits until a writer may go in, and goes in.
    pub fn write(&self) -> Writing<'_> {
        // ANSWER
        // | todo!("wait for a writer's turn")
        // As long as it is this writer's turn nobody else comes in, and those who are in there come out.
        let state = self.wait_for_turn();
        drop(self.changed.wait_while(state, |state| state.readers > 0).unwrap());
        Writing { door: self }
        // END
    }
    // ANSWER

    /// Takes the next number, and waits until it is called.
    fn wait_for_turn(&self) -> MutexGuard<'_, State> {
        let mut state = self.state.lock().unwrap();
        let mine = state.next;
        state.next += 1;
        self.changed.wait_while(state, |state| state.turn != mine).unwrap()
    }
    // END
}

impl Drop for Reading<'_> {
    fn drop(&mut self) {
        // ANSWER
        // | todo!("leave, and let in whoever waited for that")
        self.door.state.lock().unwrap().readers -= 1;
        self.door.changed.notify_all();
        // END
    }
}

impl Drop for Writing<'_> {
    fn drop(&mut self) {
        // ANSWER
        // | todo!("leave, and let in whoever waited for that")
        self.door.state.lock().unwrap().turn += 1;
        self.door.changed.notify_all();
        // END
    }
}
