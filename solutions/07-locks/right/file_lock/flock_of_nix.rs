//! `nix::fcntl::Flock` unlocks when it is dropped, which must not happen in a child.

use std::fs::File;
use std::io;
use std::marker::PhantomData;
use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};
use std::process;

use nix::errno::Errno;
use nix::fcntl::{Flock, FlockArg};

pub struct FileLock {
    path: PathBuf,
}

pub struct FileGuard<'a> {
    file: ManuallyDrop<Flock<File>>,
    owner: u32,
    lock: PhantomData<&'a FileLock>,
}

impl FileLock {
    pub fn open(path: &Path) -> io::Result<FileLock> {
        open(path)?;
        Ok(FileLock { path: path.to_owned() })
    }

    pub fn lock(&self) -> io::Result<FileGuard<'_>> {
        let mut file = open(&self.path)?;
        loop {
            match Flock::lock(file, FlockArg::LockExclusive) {
                Ok(locked) => return Ok(guard(locked)),
                Err((back, Errno::EINTR)) => file = back,
                Err((_, error)) => return Err(error.into()),
            }
        }
    }

    pub fn try_lock(&self) -> io::Result<Option<FileGuard<'_>>> {
        match Flock::lock(open(&self.path)?, FlockArg::LockExclusiveNonblock) {
            Ok(locked) => Ok(Some(guard(locked))),
            Err((_, Errno::EWOULDBLOCK)) => Ok(None),
            Err((_, error)) => Err(error.into()),
        }
    }
}

fn open(path: &Path) -> io::Result<File> {
    File::options().append(true).create(true).open(path)
}

fn guard<'a>(file: Flock<File>) -> FileGuard<'a> {
    FileGuard { file: ManuallyDrop::new(file), owner: process::id(), lock: PhantomData }
}

impl Drop for FileGuard<'_> {
    fn drop(&mut self) {
        if self.owner == process::id() {
            // SAFETY: nobody uses it after this.
            unsafe { ManuallyDrop::drop(&mut self.file) };
        }
    }
}
