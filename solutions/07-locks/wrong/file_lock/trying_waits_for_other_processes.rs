//! VERDICT: WRONG RESULT
//! `try_lock` knows the guards of its own process. For another process it waits.

use std::fs::File;
use std::io::{self, ErrorKind};
use std::marker::PhantomData;
use std::path::{Path, PathBuf};
use std::process;
use std::sync::Mutex;

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
        Ok(FileLock { path: path.to_owned() })
    }

    pub fn lock(&self) -> io::Result<FileGuard<'_>> {
        let file = open(&self.path)?;
        loop {
            match file.lock() {
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                result => return result.map(|()| guard(file, &self.path)),
            }
        }
    }

    pub fn try_lock(&self) -> io::Result<Option<FileGuard<'_>>> {
        if MINE.lock().unwrap().contains(&self.path) {
            return Ok(None);
        }
        self.lock().map(Some)
    }
}

/// What this process has locked.
static MINE: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

fn open(path: &Path) -> io::Result<File> {
    File::options().write(true).create(true).truncate(false).open(path)
}

fn guard(file: File, path: &Path) -> FileGuard<'_> {
    MINE.lock().unwrap().push(path.to_owned());
    FileGuard { file, owner: process::id(), path: path.to_owned(), lock: PhantomData }
}

impl Drop for FileGuard<'_> {
    fn drop(&mut self) {
        if self.owner == process::id() {
            MINE.lock().unwrap().retain(|path| *path != self.path);
            let _ = self.file.unlock();
        }
    }
}
