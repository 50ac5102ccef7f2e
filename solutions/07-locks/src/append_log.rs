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

// ANSWER
// | // Bring in what you write with.
use std::fs::{self, File};
use std::io::{ErrorKind, Write};
use std::os::unix::fs::FileExt;
use std::path::PathBuf;
// END

/// A log that any number of processes append to.
pub struct AppendLog {
    // ANSWER
    // | // Your choice.
    path: PathBuf,
    // END
}

impl AppendLog {
    /// The log in the file at `path`, which is made if it is missing.
    ///
    /// # Errors
    /// The error of the system, if the file cannot be opened or made.
    pub fn open(path: &Path) -> io::Result<AppendLog> {
        // ANSWER
        // | todo!("see to it that the file is there")
        open(path)?;
        Ok(AppendLog { path: path.to_owned() })
        // END
    }

    /// Appends one record, whole.
    ///
    /// # Errors
    /// `InvalidInput` if there is a line end in the record, and the error of the system if it could not be written.
    /// Then nothing of it is in the log.
    pub fn append(&self, record: &str) -> io::Result<()> {
        // ANSWER
        // | todo!("write the record and a line end behind the last whole record")
        if record.contains('\n') {
            return Err(io::Error::new(ErrorKind::InvalidInput, "a record is one line"));
        }
        // The lock belongs to this opening, which no other writer has.
        let mut file = open(&self.path)?;
        lock(&file)?;
        let end = cut_to_whole_records(&file)?;
        let written = file.write_all(format!("{record}\n").as_bytes());
        if written.is_err() {
            // If this fails as well, the next one does it.
            let _ = file.set_len(end);
        }
        // Closing would do, if no thread has forked meanwhile.
        let _ = file.unlock();
        written
        // END
    }
}

/// The whole records in the file at `path`, in the order in which they were written.
///
/// # Errors
/// The error of the system, if the file cannot be read; `InvalidData` if a record is not UTF-8.
pub fn records(path: &Path) -> io::Result<Vec<String>> {
    // ANSWER
    // | todo!("the lines that have their line end")
    let bytes = fs::read(path)?;
    let whole = bytes.iter().rposition(|&byte| byte == b'\n').map_or(0, |at| at + 1);
    let text = str::from_utf8(&bytes[..whole])
        .map_err(|error| io::Error::new(ErrorKind::InvalidData, error))?;
    Ok(text.split_terminator('\n').map(String::from).collect())
    // END
}
// ANSWER

fn open(path: &Path) -> io::Result<File> {
    File::options().read(true).append(true).create(true).open(path)
}

fn lock(file: &File) -> io::Result<()> {
    loop {
        match file.lock() {
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            result => return result,
        }
    }
}

/// Takes away what stands behind the last line end; how long the file is then.
fn cut_to_whole_records(file: &File) -> io::Result<u64> {
    let length = file.metadata()?.len();
    let mut end = length;
    let mut block = [0; 4096];
    while end > 0 {
        let size = end.min(block.len() as u64);
        let block = &mut block[..size as usize];
        file.read_exact_at(block, end - size)?;
        if let Some(at) = block.iter().rposition(|&byte| byte == b'\n') {
            end = end - size + at as u64 + 1;
            break;
        }
        end -= size;
    }
    if end < length {
        file.set_len(end)?;
    }
    Ok(end)
}
// END
