//! VERDICT: TWO INSIDE
//! The file is opened once. `flock` belongs to that one opening, so all who share it are one holder.

use std::fs::{File, TryLockError};
use std::io::{self, ErrorKind};
use std::path::Path;
use std::process;

pub struct FileLock {
    file: File,
}

pub struct FileGuard<'a> {
    file: &'a File,
    owner: u32,
}

impl FileLock {
    pub fn open(path: &Path) -> io::Result<FileLock> {
        let file = File::options().write(true).create(true).truncate(false).open(path)?;
        Ok(FileLock { file })
    }

    pub fn lock(&self) -> io::Result<FileGuard<'_>> {
        loop {
            match self.file.lock() {
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                result => {
                    return result.map(|()| FileGuard { file: &self.file, owner: process::id() });
                }
            }
        }
    }

    pub fn try_lock(&self) -> io::Result<Option<FileGuard<'_>>> {
        match self.file.try_lock() {
            Ok(()) => Ok(Some(FileGuard { file: &self.file, owner: process::id() })),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) => Err(error),
        }
    }
}

impl Drop for FileGuard<'_> {
    fn drop(&mut self) {
        if self.owner == process::id() {
            let _ = self.file.unlock();
        }
    }
}
