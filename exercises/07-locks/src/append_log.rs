//! # A log that several processes write
//!
//! Every window of the museum is a process of one thread, and all of them write into one log: a file of lines, one for
//! each record, which any program can read. A line end is `\n`; a `\r` is a character as any other. A window may be
//! killed at any moment, also in the middle of a line, and in the middle of a letter. The log must survive that.
//!
//! The system makes one promise for a file that was opened with `append(true)`: each write goes to where the end is at
//! that moment. Nobody overwrites anybody. It does not promise that a record is written whole. A process that is killed
//! in the middle of a write leaves the beginning of a record at the end of the file, without its line end.
//!
//! Write `append` and `records`.
//!
//! 1. A record has arrived when `append` has returned. From then on it is in the log, exactly once, whatever happens to
//!    its process, and never changes.
//! 2. The file holds records, each followed by a line end, and nothing in between. Only at its end there may be the
//!    beginning of a record whose writer was killed. `records` does not count that.
//! 3. If there is such a beginning, the next `append` takes it away. What it must not take away is a record that
//!    somebody is writing at the same time, or has just written. [`std::fs::File::lock`] keeps others out, and whoever
//!    is killed with the lock gives it back.
//! 4. A process may have its `AppendLog` from its parent, by a fork. Its records are as safe as the others'. Think of
//!    whom a lock belongs to.
//! 5. If a write fails half-way, as on a full disk, `append` returns the error, and the record is not in the log, not
//!    even a part of it.
//! 6. A record with a line end in it is refused, with [`std::io::ErrorKind::InvalidInput`].
//!
//! A process that has to wait for another one sleeps. Nobody reads the whole file to append one record: it may be
//! large.
//!
//! Check it with `cargo test -p locks --test append_log`.

use std::io;
use std::path::Path;

// Bring in what you write with.

/// A log that any number of processes append to.
pub struct AppendLog {
    // Your choice.
}

impl AppendLog {
    /// The log in the file at `path`, which is made if it is missing.
    ///
    /// # Errors
    /// The error of the system, if the file cannot be opened or made.
    pub fn open(path: &Path) -> io::Result<AppendLog> {
        todo!("see to it that the file is there")
    }

    /// Appends one record, whole.
    ///
    /// # Errors
    /// `InvalidInput` if there is a line end in the record, and the error of the system if it could not be written.
    /// Then nothing of it is in the log.
    pub fn append(&self, record: &str) -> io::Result<()> {
        todo!("write the record and a line end behind the last whole record")
    }
}

/// The whole records in the file at `path`, in the order in which they were written.
///
/// # Errors
/// The error of the system, if the file cannot be read; `InvalidData` if a record is not UTF-8.
pub fn records(path: &Path) -> io::Result<Vec<String>> {
    todo!("the lines that have their line end")
}
