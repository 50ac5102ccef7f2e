//! A folder for the files of one test.

use std::path::{Path, PathBuf};
use std::{fs, io};

use nix::unistd::getpid;

/// A folder that is removed with this value.
#[derive(Debug)]
pub(crate) struct Folder(PathBuf);

impl Folder {
    /// A new folder, for one test.
    ///
    /// # Errors
    /// When there is no place for it.
    pub(crate) fn new() -> io::Result<Folder> {
        for number in 0.. {
            let path = std::env::temp_dir().join(format!("forktest-{}-{number}", getpid()));
            match fs::create_dir(&path) {
                // A process of the same number may have left one.
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                result => return result.map(|()| Folder(path)),
            }
        }
        unreachable!("the numbers do not run out")
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // Left to the system if somebody has made it unreadable.
        let _ = fs::remove_dir_all(&self.0);
    }
}
