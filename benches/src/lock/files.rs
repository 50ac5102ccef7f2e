//! Locks that the kernel keeps for us, in a file or a pipe.

use std::fs::{File, OpenOptions, remove_file};
use std::io::{ErrorKind, Read, Write};
use std::os::fd::AsFd;
use std::path::PathBuf;
use std::thread;

use nix::fcntl::{FcntlArg, fcntl};

use super::Exclusive;
use crate::sys::pipes::pipe;

/// `flock`. It belongs to the open file, so each process and each thread opens it once more.
pub(super) struct FileLock(Scratch);

impl FileLock {
    pub(super) fn new() -> FileLock {
        FileLock(Scratch::new("flock"))
    }
}

impl Exclusive for FileLock {
    fn turns(&self, times: u64, mut work: impl FnMut()) {
        let file = self.0.open();
        for _ in 0..times {
            file.lock().expect("flock");
            work();
            file.unlock().expect("flock");
        }
    }
}

/// `fcntl`: a lock on a file that belongs to the process.
pub(super) struct RecordLock(Scratch);

impl RecordLock {
    pub(super) fn new() -> RecordLock {
        RecordLock(Scratch::new("fcntl"))
    }
}

impl Exclusive for RecordLock {
    fn turns(&self, times: u64, mut work: impl FnMut()) {
        let file = self.0.open();
        let set = |kind: i32| {
            let lock = libc::flock {
                l_type: kind.try_into().expect("a small number"),
                l_whence: libc::SEEK_SET.try_into().expect("a small number"),
                l_start: 0,
                l_len: 0,
                l_pid: 0,
            };
            fcntl(file.as_fd(), FcntlArg::F_SETLKW(&lock)).expect("fcntl");
        };
        for _ in 0..times {
            set(libc::F_WRLCK);
            work();
            set(libc::F_UNLCK);
        }
    }
}

/// One byte in a pipe: who has read it holds the lock, and writes it back.
pub(super) struct Token {
    reader: File,
    writer: File,
}

impl Token {
    pub(super) fn new() -> Token {
        let (reader, mut writer) = pipe();
        writer.write_all(&[1]).expect("put the token in");
        Token { reader, writer }
    }
}

impl Exclusive for Token {
    fn turns(&self, times: u64, mut work: impl FnMut()) {
        let mut token = [0];
        for _ in 0..times {
            (&self.reader).read_exact(&mut token).expect("take the token");
            work();
            (&self.writer).write_all(&token).expect("give the token back");
        }
    }
}

/// A file that exists while somebody holds the lock. Who finds it there tries again.
pub(super) struct LockFile(PathBuf);

impl LockFile {
    pub(super) fn new() -> LockFile {
        LockFile(scratch_path("lockfile"))
    }

    fn create(&self) {
        loop {
            match OpenOptions::new().write(true).create_new(true).open(&self.0) {
                Ok(_) => return,
                Err(error) if error.kind() == ErrorKind::AlreadyExists => thread::yield_now(),
                Err(error) => panic!("cannot make the lock file {}: {error}", self.0.display()),
            }
        }
    }
}

impl Exclusive for LockFile {
    fn turns(&self, times: u64, mut work: impl FnMut()) {
        for _ in 0..times {
            self.create();
            work();
            remove_file(&self.0).expect("remove our own lock file");
        }
    }
}

/// An empty file among the temporary ones, removed when dropped.
struct Scratch(PathBuf);

impl Scratch {
    fn new(name: &str) -> Scratch {
        let path = scratch_path(name);
        File::create(&path)
            .unwrap_or_else(|error| panic!("cannot make {}: {error}", path.display()));
        Scratch(path)
    }

    fn open(&self) -> File {
        OpenOptions::new().write(true).open(&self.0).expect("open our own file")
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // If it is gone already, that is what we want.
        let _ = remove_file(&self.0);
    }
}

fn scratch_path(name: &str) -> PathBuf {
    std::env::temp_dir().join(format!("benches-{}-{name}", std::process::id()))
}
