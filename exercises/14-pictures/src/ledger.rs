//! # A book that survives its writer
//!
//! A worker writes a line into a file for each picture, and is killed. What is in the file? Perhaps the line, perhaps
//! nothing, and if it was a long line or the disk was full, half of it. Then the next worker writes behind the half, and
//! two records have become one that is wrong. And if the worker was killed after the line, and before it could say so,
//! somebody does the picture again, and there are two.
//!
//! Write `Ledger`, a file of records that bears all of this. What a record is, is in `src/record.rs`: `to_line` and
//! `from_line` are written.
//!
//! 1. The file is the lines of its records, one behind the other, and nothing else. Lines are added at its end.
//! 2. When `append` returns, the line is in the file, whatever happens to the process afterwards. (What happens to the
//!    machine is another matter: see the book.)
//! 3. At its end may be the torn piece of a line, of a process that died or of a disk that was full. That is no record.
//!    `records` leaves it out, and the next `append` cuts it off (`File::set_len`) before it writes.
//! 4. A path has one record. `append` of a path that has one, by whomever, writes nothing and returns `false`.
//! 5. Several processes have the file open, each by an `open` of its own. To look and to write is one step that nobody
//!    can enter: `File::lock` waits, asleep, until nobody else has the lock. The kernel takes it back from who dies.
//!    Nobody keeps the lock between two calls, also not when a call has failed.
//! 6. A line in the file that ends in a line end and is no record was not written by a ledger. `append` and `records` then
//!    return an error, `InvalidData`, and nothing is repaired.
//!
//! Check it with `cargo test -p pictures --test ledger`.

#![forbid(unsafe_code, reason = "nothing in this exercise needs it")]

use std::fs::File;
use std::io;
use std::path::Path;

use crate::record::{Record, Records};

/// A file of records, of which each is whole, and there is one for each path.
#[derive(Debug)]
pub struct Ledger {
    // Your choice.
}

impl Ledger {
    /// Opens the ledger at `path`, and makes an empty one if there is none.
    ///
    /// # Errors
    /// When the file cannot be opened.
    pub fn open(path: &Path) -> io::Result<Ledger> {
        todo!("open it to read and to append, and make it if it is not there")
    }
}

impl Records for Ledger {
    fn append(&mut self, record: &Record) -> io::Result<bool> {
        todo!("while nobody else has the lock: look, cut off what is torn, write")
    }

    fn records(&mut self) -> io::Result<Vec<Record>> {
        todo!("while nobody else has the lock: read the whole lines")
    }
}
