//! VERDICT: WRONG RESULT
//! `try_lock` takes every error for a lock that somebody has.

use std::fs::{File, TryLockError};
use std::io::{self, ErrorKind};
use std::marker::PhantomData;
use std::path::{Path, PathBuf};
use std::process;

pub struct FileLock {
    path: PathBuf,
}

pub struct FileGuard<'a> {
    file: File,
    owner: u32,
    lock: PhantomData<&'a FileLock>,
}

impl FileLock {
    pub fn open(path: &Path) -> io::Result<FileLock> {
        open(path)?;
        Ok(FileLock { path: path.with_added_extension("lock") })
    }

    pub fn lock(&self) -> io::Result<FileGuard<'_>> {
        let file = open(&self.path)?;
        loop {
            match file.lock() {
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                result => return result.map(|()| guard(file)),
            }
        }
    }

    pub fn try_lock(&self) -> io::Result<Option<FileGuard<'_>>> {
        let Ok(file) = open(&self.path) else { return Ok(None) };
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

impl Drop for FileGuard<'_> {
    fn drop(&mut self) {
        if self.owner == process::id() {
            let _ = self.file.unlock();
        }
    }
}
