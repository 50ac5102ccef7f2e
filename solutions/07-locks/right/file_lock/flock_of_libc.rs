//! The system call itself, as Python's `fcntl.flock` has it.

use std::fs::File;
use std::io::{self, ErrorKind};
use std::marker::PhantomData;
use std::os::fd::AsRawFd;
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
        Ok(FileLock { path: path.to_owned() })
    }

    pub fn lock(&self) -> io::Result<FileGuard<'_>> {
        let file = open(&self.path)?;
        flock(&file, libc::LOCK_EX)?;
        Ok(guard(file))
    }

    pub fn try_lock(&self) -> io::Result<Option<FileGuard<'_>>> {
        let file = open(&self.path)?;
        match flock(&file, libc::LOCK_EX | libc::LOCK_NB) {
            Err(error) if error.kind() == ErrorKind::WouldBlock => Ok(None),
            result => result.map(|()| Some(guard(file))),
        }
    }
}

fn open(path: &Path) -> io::Result<File> {
    File::options().write(true).create(true).truncate(false).open(path)
}

fn guard<'a>(file: File) -> FileGuard<'a> {
    FileGuard { file, owner: process::id(), lock: PhantomData }
}

fn flock(file: &File, operation: i32) -> io::Result<()> {
    loop {
        // SAFETY: it is called with an open descriptor, and takes nothing else.
        if unsafe { libc::flock(file.as_raw_fd(), operation) } == 0 {
            return Ok(());
        }
        let error = io::Error::last_os_error();
        if error.kind() != ErrorKind::Interrupted {
            return Err(error);
        }
    }
}

impl Drop for FileGuard<'_> {
    fn drop(&mut self) {
        if self.owner == process::id() {
            let _ = flock(&self.file, libc::LOCK_UN);
        }
    }
}
