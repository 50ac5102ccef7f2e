//! VERDICT: NAME LEFT
//! A process that is killed drops nothing, and there is nobody else.

use std::fs::File;
use std::io;
use std::io::{PipeWriter, Write, pipe};
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};

use nix::errno::Errno;
use nix::fcntl::OFlag;
use nix::sys::mman::{shm_open, shm_unlink};
use nix::sys::stat::Mode;
use nix::sys::wait::waitpid;
use nix::unistd::{Pid, getpid};

#[derive(Debug)]
pub struct Janitor {
    ear: Option<PipeWriter>,
    cleaner: Pid,
    owner: Pid,
    count: AtomicU32,
}

#[derive(Debug)]
pub struct Named<'j> {
    janitor: &'j Janitor,
    name: String,
    file: File,
    maker: Pid,
}

impl Janitor {
    pub fn start() -> io::Result<Janitor> {
        let (_, ear) = pipe()?;
        let owner = getpid();
        Ok(Janitor { ear: Some(ear), cleaner: owner, owner, count: AtomicU32::new(0) })
    }

    pub fn create(&self, stem: &str, size: usize) -> io::Result<Named<'_>> {
        loop {
            let maker = getpid();
            let name = format!("{stem}.{maker}.{}", self.count.fetch_add(1, Relaxed));
            // The janitor may know a name that is not there. There must not be one that it does not know.
            let _ = self.tell('+', &name);
            let flags = OFlag::O_CREAT | OFlag::O_EXCL | OFlag::O_RDWR;
            match shm_open(name.as_str(), flags, Mode::S_IRUSR | Mode::S_IWUSR) {
                Ok(file) => {
                    // If it cannot be made that large, dropping it unlinks it.
                    let named = Named { janitor: self, maker, name, file: file.into() };
                    named.file.set_len(size as u64)?;
                    return Ok(named);
                }
                Err(error) => {
                    let _ = self.tell('-', &name);
                    // Left behind by a process that had this number, and no janitor.
                    if error != Errno::EEXIST {
                        return Err(error.into());
                    }
                }
            }
        }
    }

    fn tell(&self, sign: char, name: &str) -> io::Result<()> {
        let Some(mut ear) = self.ear.as_ref() else { return Ok(()) };
        // One `write`: the kernel does not let another one come into the middle of one that is shorter than `PIPE_BUF`.
        ear.write_all(format!("{sign}{name}\n").as_bytes())
    }
}

impl Named<'_> {
    pub fn name(&self) -> &str {
        &self.name
    }

    pub fn file(&self) -> &File {
        &self.file
    }
}

impl Drop for Named<'_> {
    fn drop(&mut self) {
        if self.maker == getpid() {
            let _ = shm_unlink(self.name.as_str());
            // If the janitor is gone, nobody needs to be told.
            let _ = self.janitor.tell('-', &self.name);
        }
    }
}

impl Drop for Janitor {
    fn drop(&mut self) {
        self.ear = None;
        if self.owner == getpid() {
            let _ = waitpid(self.cleaner, None);
        }
    }
}
