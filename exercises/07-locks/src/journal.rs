//! # The night watch
//!
//! Several watchmen walk the museum at night, and all of them write into one journal. An entry looks like this:
//!
//! ```text
//! anna:
//!   the east door is closed
//!   a lamp is out on the second floor
//! --
//! ```
//!
//! One morning the journal says that Anna heard a noise in the room where Ben was, and half of Ben's entry stands
//! above hers and half of it below.
//!
//! Write `append`. `new` and `close` are written.
//!
//! 1. Call `observe` for the lines of the entry. That is the walk, and it can take half the night. Meanwhile
//!    the others write into the journal.
//! 2. Write the entry to the paper: the author and a colon, each line after two spaces, and `--`. `writeln!` does it,
//!    as it does for a file. No other entry may come in between.
//! 3. An error of the paper goes back to the caller (`?` does it), and the entry ends there. The journal can still be
//!    used: paper that had an error may take the next entry.
//! 4. If `observe` panics, nothing is written, and the panic goes on to the caller of `append`. The others can still
//!    use the journal.
//!
//! Entries of one author stand in the order in which that author appended them. No entry is lost.
//!
//! Check it with `cargo test -p locks --test journal`.

#![forbid(unsafe_code, reason = "nothing in this exercise needs it")]

use std::io::{self, Write};
use std::sync::{Mutex, PoisonError};

/// A journal that any number of threads append to. `W` is what it is written on: a file, a socket, a `Vec<u8>`.
pub struct Journal<W> {
    paper: Mutex<W>,
}

impl<W: Write> Journal<W> {
    /// A journal that continues on `paper`.
    pub fn new(paper: W) -> Journal<W> {
        Journal { paper: Mutex::new(paper) }
    }

    /// Appends one entry, whole.
    ///
    /// `observe` returns its lines, without line ends.
    ///
    /// # Errors
    /// The error of the paper, if it could not be written.
    pub fn append(&self, author: &str, observe: impl FnOnce() -> Vec<String>) -> io::Result<()> {
        todo!("write the lines of `observe` under the author's name, in one piece")
    }

    /// Ends the journal and returns the paper.
    pub fn close(self) -> W {
        // Even if a writer died in the middle of an entry, what is on the paper is on the paper.
        self.paper.into_inner().unwrap_or_else(PoisonError::into_inner)
    }
}
