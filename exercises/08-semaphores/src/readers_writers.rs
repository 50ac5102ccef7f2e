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

// Bring in what you build it from.

/// A door that lets in readers together, and a writer alone.
pub struct Door {
    // Your choice.
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
        todo!("a door with nobody behind it")
    }

    /// Waits until a reader may go in, and goes in.
    pub fn read(&self) -> Reading<'_> {
        todo!("wait for a reader's turn")
    }

    /// Waits until a writer may go in, and goes in.
    pub fn write(&self) -> Writing<'_> {
        todo!("wait for a writer's turn")
    }
}

impl Drop for Reading<'_> {
    fn drop(&mut self) {
        todo!("leave, and let in whoever waited for that")
    }
}

impl Drop for Writing<'_> {
    fn drop(&mut self) {
        todo!("leave, and let in whoever waited for that")
    }
}
