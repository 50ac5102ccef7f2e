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

// ANSWER
// | use std::fs::File;
// | use std::io;
use std::collections::HashSet;
use std::fs::File;
use std::io::{self, ErrorKind, Read, Seek, SeekFrom, Write};
// END
use std::path::Path;
// ANSWER
use std::path::PathBuf;
// END

use crate::record::{Record, Records};

/// A file of records, of which each is whole, and there is one for each path.
#[derive(Debug)]
pub struct Ledger {
    // ANSWER
    // | // Your choice.
    file: File,
    /// How many bytes of whole lines were read; others may have written more behind them.
    read: u64,
    /// What was in them.
    records: Vec<Record>,
    paths: HashSet<PathBuf>,
    // END
}

impl Ledger {
    /// Opens the ledger at `path`, and makes an empty one if there is none.
    ///
    /// # Errors
    /// When the file cannot be opened.
    pub fn open(path: &Path) -> io::Result<Ledger> {
        // ANSWER
        // | todo!("open it to read and to append, and make it if it is not there")
        let file = File::options().read(true).append(true).create(true).open(path)?;
        Ok(Ledger { file, read: 0, records: Vec::new(), paths: HashSet::new() })
        // END
    }
    // ANSWER

    /// Does `work` while nobody else has the lock.
    fn locked<T>(&mut self, work: impl FnOnce(&mut Ledger) -> io::Result<T>) -> io::Result<T> {
        self.file.lock()?;
        let result = work(self);
        // SOLUTION Not with a `?` on `work`: a lock that is kept after an error keeps everybody out.
        self.file.unlock()?;
        result
    }

    /// Reads what others have written since the last time, up to the last line end.
    fn catch_up(&mut self) -> io::Result<()> {
        let mut news = Vec::new();
        self.file.seek(SeekFrom::Start(self.read))?;
        self.file.read_to_end(&mut news)?;
        for line in news.split_inclusive(|&byte| byte == b'\n') {
            if !line.ends_with(b"\n") {
                break;
            }
            let record = Record::from_line(line).ok_or(ErrorKind::InvalidData)?;
            self.read += line.len() as u64;
            self.paths.insert(record.path.clone());
            self.records.push(record);
        }
        Ok(())
    }
    // END
}

impl Records for Ledger {
    fn append(&mut self, record: &Record) -> io::Result<bool> {
        // ANSWER
        // | todo!("while nobody else has the lock: look, cut off what is torn, write")
        self.locked(|ledger| {
            ledger.catch_up()?;
            if ledger.paths.contains(&record.path) {
                return Ok(false);
            }
            ledger.file.set_len(ledger.read)?;
            // SOLUTION What was written is known when it is read again. If this fails, nothing is known.
            ledger.file.write_all(&record.to_line())?;
            Ok(true)
        })
        // END
    }

    fn records(&mut self) -> io::Result<Vec<Record>> {
        // ANSWER
        // | todo!("while nobody else has the lock: read the whole lines")
        self.locked(Ledger::catch_up)?;
        Ok(self.records.clone())
        // END
    }
}
