//! # One key for the ticket file
//!
//! Two windows sell tickets, and each is a process of its own. They share a file with the number of tickets in it, and
//! a `Mutex` of the one is unknown to the other. What they both know is the name of a file.
//!
//! Write a lock that belongs to a file. The system has what it takes: [`std::fs::File::lock`] and
//! [`std::fs::File::try_lock`], which are `flock` on Linux, and the same in `nix`, as `nix::fcntl::Flock`.
//!
//! 1. `open` makes the file if it is missing. What is in it stays as it is: here, later, and when the lock is given
//!    back. The file itself stays, too.
//! 2. `lock` waits until nobody has the lock, and returns a guard. *Nobody* means: no other process, no other thread of
//!    this one, and no other guard of this thread. It does not matter whether they opened the path themselves or got
//!    their `FileLock` from their parent, by a fork. While it waits, the process sleeps. A signal that comes meanwhile
//!    does not end the waiting (the call then fails with [`std::io::ErrorKind::Interrupted`]).
//! 3. `try_lock` does not wait. If somebody has the lock, it returns `None`.
//! 4. Dropping the guard gives the lock back, at once. It does so even if a child that was forked in the meantime lives
//!    on: such a child has a copy of every descriptor.
//! 5. A child that was forked while its parent had a guard has a copy of the guard as well. The lock is its parent's.
//!    Nothing that the child does with its copy gives the lock back.
//! 6. A holder that panics or is killed gives the lock back, and programs that it started do not keep it. (If it is
//!    killed while a child that it forked lives on, the child may keep the lock: it has a copy of the descriptor.)
//!
//! Nothing is left open after the last guard is gone.
//!
//! Check it with `cargo test -p locks --test file_lock`.

use std::io;
use std::marker::PhantomData;
use std::path::Path;

// ANSWER
// | // Bring in what you lock with.
use std::fs::{File, TryLockError};
use std::io::ErrorKind;
use std::path::PathBuf;
use std::process;
// END
// SOLUTION `File::lock` is `flock`. Such a lock belongs to what `open` returned, the open file description, and a fork
// SOLUTION shares that: parent and child would be one holder. So each guard opens the file for itself.

/// A lock that all processes share that open the same path.
pub struct FileLock {
    // ANSWER
    // | // Your choice.
    path: PathBuf,
    // END
}

/// The right to be inside. Dropping it gives the lock back.
#[must_use = "the lock is free again as soon as the guard is dropped"]
pub struct FileGuard<'a> {
    // ANSWER
    // | // Your choice.
    file: File,
    /// The process that has the lock: a child may have a copy of this guard.
    owner: u32,
    // END
    lock: PhantomData<&'a FileLock>,
}

impl FileLock {
    /// The lock of the file at `path`, which is made if it is missing.
    ///
    /// # Errors
    /// The error of the system, if the file cannot be opened for writing or made.
    pub fn open(path: &Path) -> io::Result<FileLock> {
        // ANSWER
        // | todo!("see to it that the file is there, and change nothing in it")
        open(path)?;
        Ok(FileLock { path: path.to_owned() })
        // END
    }

    /// Waits, asleep, until nobody has the lock, and takes it.
    ///
    /// # Errors
    /// The error of the system, such as when this process may not open any more files. A signal is none.
    pub fn lock(&self) -> io::Result<FileGuard<'_>> {
        // ANSWER
        // | todo!("wait for the lock")
        let file = open(&self.path)?;
        loop {
            match file.lock() {
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                result => return result.map(|()| FileGuard::new(file)),
            }
        }
        // END
    }

    /// Takes the lock if it is free, and returns `None` at once if it is not.
    ///
    /// # Errors
    /// As [`FileLock::lock`].
    pub fn try_lock(&self) -> io::Result<Option<FileGuard<'_>>> {
        // ANSWER
        // | todo!("take the lock, or leave it")
        let file = open(&self.path)?;
        match file.try_lock() {
            Ok(()) => Ok(Some(FileGuard::new(file))),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) => Err(error),
        }
        // END
    }
}

// ANSWER
fn open(path: &Path) -> io::Result<File> {
    File::options().write(true).create(true).truncate(false).open(path)
}

impl FileGuard<'_> {
    fn new(file: File) -> Self {
        FileGuard { file, owner: process::id(), lock: PhantomData }
    }
}

// END
impl Drop for FileGuard<'_> {
    fn drop(&mut self) {
        // ANSWER
        // | todo!("give the lock back, if it is this process's")
        // Closing is not enough while a child has a copy of the descriptor, and unlocking is too much in that child.
        if self.owner == process::id() {
            // It fails only for a descriptor that is none.
            let _ = self.file.unlock();
        }
        // END
    }
}
