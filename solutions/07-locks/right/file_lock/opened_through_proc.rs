//! Keeps the file open, and opens it anew for each guard, by its descriptor.

use std::fs::{File, TryLockError};
use std::io::{self, ErrorKind};
use std::marker::PhantomData;
use std::os::fd::AsRawFd;
use std::path::Path;
use std::process;

pub struct FileLock {
    file: File,
}

pub struct FileGuard<'a> {
    file: File,
    owner: u32,
    lock: PhantomData<&'a FileLock>,
}

impl FileLock {
    pub fn open(path: &Path) -> io::Result<FileLock> {
        Ok(FileLock { file: open(path)? })
    }

    pub fn lock(&self) -> io::Result<FileGuard<'_>> {
        let file = anew(&self.file)?;
        loop {
            match file.lock() {
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                result => return result.map(|()| guard(file)),
            }
        }
    }

    pub fn try_lock(&self) -> io::Result<Option<FileGuard<'_>>> {
        let file = anew(&self.file)?;
        match file.try_lock() {
            Ok(()) => Ok(Some(guard(file))),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) => Err(error),
        }
    }
}

fn open(path: &Path) -> io::Result<File> {
    File::options().write(true).create(true).truncate(false).open(path)
}

fn guard<'a>(file: File) -> FileGuard<'a> {
    FileGuard { file, owner: process::id(), lock: PhantomData }
}

/// The same file in an open file description of its own.
fn anew(file: &File) -> io::Result<File> {
    File::options().write(true).open(format!("/proc/self/fd/{}", file.as_raw_fd()))
}

impl Drop for FileGuard<'_> {
    fn drop(&mut self) {
        if self.owner == process::id() {
            let _ = self.file.unlock();
        }
    }
}
