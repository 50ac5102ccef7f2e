//! VERDICT: TWO INSIDE
//! A lock file beside, removed when done. Whoever slept on it gets a file without a name, and the next one makes
//! another.

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
    path: PathBuf,
}

impl FileLock {
    pub fn open(path: &Path) -> io::Result<FileLock> {
        open(path)?;
        Ok(FileLock { path: beside(path) })
    }

    pub fn lock(&self) -> io::Result<FileGuard<'_>> {
        let file = open(&self.path)?;
        loop {
            match file.lock() {
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                result => return result.map(|()| guard(file, self.path.clone())),
            }
        }
    }

    pub fn try_lock(&self) -> io::Result<Option<FileGuard<'_>>> {
        let file = open(&self.path)?;
        match file.try_lock() {
            Ok(()) => Ok(Some(guard(file, self.path.clone()))),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) => Err(error),
        }
    }
}

/// The file that is locked.
fn beside(path: &Path) -> PathBuf {
    path.with_added_extension("lock")
}

fn open(path: &Path) -> io::Result<File> {
    File::options().write(true).create(true).truncate(false).open(path)
}

fn guard<'a>(file: File, path: PathBuf) -> FileGuard<'a> {
    FileGuard { file, owner: process::id(), lock: PhantomData, path }
}

impl Drop for FileGuard<'_> {
    fn drop(&mut self) {
        if self.owner == process::id() {
            let _ = std::fs::remove_file(&self.path);
            let _ = self.file.unlock();
        }
    }
}
