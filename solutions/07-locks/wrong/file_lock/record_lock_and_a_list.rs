//! VERDICT: LOCK LEFT LOCKED
//! A record lock for other processes, and a list for its own. A child inherits the list, and nobody takes the entry out
//! there.

use std::fs::File;
use std::io;
use std::marker::PhantomData;
use std::path::{Path, PathBuf};
use std::process;
use std::sync::{Condvar, Mutex};

use nix::errno::Errno;
use nix::fcntl::{FcntlArg, fcntl};

pub struct FileLock {
    path: PathBuf,
}

pub struct FileGuard<'a> {
    file: File,
    owner: u32,
    path: PathBuf,
    lock: PhantomData<&'a FileLock>,
}

/// What this process has locked: the kernel keeps out other processes only.
static MINE: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());
static FREED: Condvar = Condvar::new();

impl FileLock {
    pub fn open(path: &Path) -> io::Result<FileLock> {
        open(path)?;
        Ok(FileLock { path: path.to_owned() })
    }

    pub fn lock(&self) -> io::Result<FileGuard<'_>> {
        let mine = MINE.lock().unwrap();
        let mut mine = FREED.wait_while(mine, |mine| mine.contains(&self.path)).unwrap();
        let file = open(&self.path)?;
        loop {
            match fcntl(&file, FcntlArg::F_SETLKW(&range(libc::F_WRLCK))) {
                Err(Errno::EINTR) => {}
                Err(error) => return Err(error.into()),
                Ok(_) => {
                    mine.push(self.path.clone());
                    return Ok(guard(file, &self.path));
                }
            }
        }
    }

    pub fn try_lock(&self) -> io::Result<Option<FileGuard<'_>>> {
        let mut mine = MINE.lock().unwrap();
        if mine.contains(&self.path) {
            return Ok(None);
        }
        let file = open(&self.path)?;
        match fcntl(&file, FcntlArg::F_SETLK(&range(libc::F_WRLCK))) {
            Err(Errno::EAGAIN | Errno::EACCES) => Ok(None),
            Err(error) => Err(error.into()),
            Ok(_) => {
                mine.push(self.path.clone());
                Ok(Some(guard(file, &self.path)))
            }
        }
    }
}

fn open(path: &Path) -> io::Result<File> {
    File::options().write(true).create(true).truncate(false).open(path)
}

fn guard<'a>(file: File, path: &Path) -> FileGuard<'a> {
    FileGuard { file, owner: process::id(), path: path.to_owned(), lock: PhantomData }
}

/// The whole file, or nothing of it.
fn range(kind: i32) -> libc::flock {
    // SAFETY: it is made of numbers, for which zero is a value.
    let mut range: libc::flock = unsafe { std::mem::zeroed() };
    range.l_type = kind as i16;
    range.l_whence = libc::SEEK_SET as i16;
    range
}

impl Drop for FileGuard<'_> {
    fn drop(&mut self) {
        if self.owner == process::id() {
            MINE.lock().unwrap().retain(|path| *path != self.path);
            FREED.notify_all();
            let _ = fcntl(&self.file, FcntlArg::F_SETLK(&range(libc::F_UNLCK)));
        }
    }
}
