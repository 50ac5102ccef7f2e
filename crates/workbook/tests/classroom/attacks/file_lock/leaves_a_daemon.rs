//! Starts a program that is to live on, with its outputs.

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

fn attack() {
    use std::os::unix::process::CommandExt;
    let mut cat = std::process::Command::new("cat");
    let _ = cat.process_group(0).stdin(std::process::Stdio::piped()).spawn().map(std::mem::forget);
}
