//! The same lock without an attack: what it earns, no attack may exceed.

use std::io;
use std::path::Path;

pub struct FileLock;

pub struct FileGuard<'a> {
    lock: &'a FileLock,
}

impl FileLock {
    pub fn open(_: &Path) -> io::Result<FileLock> {
        Ok(FileLock)
    }

    pub fn lock(&self) -> io::Result<FileGuard<'_>> {
        attack();
        Ok(FileGuard { lock: self })
    }

    pub fn try_lock(&self) -> io::Result<Option<FileGuard<'_>>> {
        attack();
        Ok(Some(FileGuard { lock: self }))
    }
}

fn attack() {}
