//! VERDICT: TWO INSIDE
//! A list of what is locked, in a static: another process has a list of its own.

use std::fs::File;
use std::io;
use std::marker::PhantomData;
use std::path::{Path, PathBuf};
use std::sync::{Condvar, Mutex};

pub struct FileLock {
    path: PathBuf,
}

pub struct FileGuard<'a> {
    path: PathBuf,
    lock: PhantomData<&'a FileLock>,
}

impl FileLock {
    pub fn open(path: &Path) -> io::Result<FileLock> {
        File::options().write(true).create(true).truncate(false).open(path)?;
        Ok(FileLock { path: path.to_owned() })
    }

    pub fn lock(&self) -> io::Result<FileGuard<'_>> {
        let locked = LOCKED.lock().unwrap();
        let mut locked = FREED.wait_while(locked, |all| all.contains(&self.path)).unwrap();
        locked.push(self.path.clone());
        Ok(FileGuard { path: self.path.clone(), lock: PhantomData })
    }

    pub fn try_lock(&self) -> io::Result<Option<FileGuard<'_>>> {
        let mut locked = LOCKED.lock().unwrap();
        if locked.contains(&self.path) {
            return Ok(None);
        }
        locked.push(self.path.clone());
        Ok(Some(FileGuard { path: self.path.clone(), lock: PhantomData }))
    }
}

static LOCKED: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());
static FREED: Condvar = Condvar::new();

impl Drop for FileGuard<'_> {
    fn drop(&mut self) {
        LOCKED.lock().unwrap().retain(|path| *path != self.path);
        FREED.notify_all();
    }
}
