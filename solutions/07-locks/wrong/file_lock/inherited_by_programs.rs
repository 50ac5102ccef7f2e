//! VERDICT: LOCK LEFT LOCKED
//! Opened without `O_CLOEXEC`: a program that the holder starts has the descriptor, and with it the lock.

use std::ffi::CString;
use std::fs::{File, TryLockError};
use std::io::{self, ErrorKind};
use std::marker::PhantomData;
use std::os::fd::FromRawFd;
use std::os::unix::ffi::OsStrExt;
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
        loop {
            match file.lock() {
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                result => return result.map(|()| guard(file)),
            }
        }
    }

    pub fn try_lock(&self) -> io::Result<Option<FileGuard<'_>>> {
        let file = open(&self.path)?;
        match file.try_lock() {
            Ok(()) => Ok(Some(guard(file))),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) => Err(error),
        }
    }
}

fn open(path: &Path) -> io::Result<File> {
    let path = CString::new(path.as_os_str().as_bytes())?;
    // SAFETY: the path ends in a zero byte, and the descriptor belongs to nobody else.
    unsafe {
        match libc::open(path.as_ptr(), libc::O_WRONLY | libc::O_CREAT, 0o666) {
            -1 => Err(io::Error::last_os_error()),
            fd => Ok(File::from_raw_fd(fd)),
        }
    }
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
