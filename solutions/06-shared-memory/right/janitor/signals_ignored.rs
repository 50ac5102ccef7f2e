//! The janitor ignores what would end it.

use std::collections::BTreeSet;
use std::fs::File;
use std::io;
use std::io::{BufRead, BufReader, PipeReader, PipeWriter, Write, pipe};
use std::os::fd::AsRawFd;
use std::panic::catch_unwind;
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};

use nix::errno::Errno;
use nix::fcntl::OFlag;
use nix::sys::mman::{shm_open, shm_unlink};
use nix::sys::signal::{SigHandler, Signal, signal};
use nix::sys::stat::Mode;
use nix::sys::wait::waitpid;
use nix::unistd::{ForkResult, Pid, fork, getpid};

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
        let (reader, ear) = pipe()?;
        let owner = getpid();
        // SAFETY: the caller has one thread, so no lock is held that the child would wait for. The child ends here.
        let forked = unsafe { fork() };
        if let Ok(ForkResult::Child) = forked {
            close_all_but(&reader);
            for kind in [Signal::SIGINT, Signal::SIGTERM, Signal::SIGHUP, Signal::SIGQUIT] {
                // SAFETY: no code of ours is called.
                let _ = unsafe { signal(kind, SigHandler::SigIgn) };
            }
            let _ = catch_unwind(|| clean(reader));
            // SAFETY: always allowed.
            unsafe { libc::_exit(0) }
        }
        match forked? {
            ForkResult::Parent { child } => {
                Ok(Janitor { ear: Some(ear), cleaner: child, owner, count: AtomicU32::new(0) })
            }
            ForkResult::Child => unreachable!("the child has ended above"),
        }
    }

    pub fn create(&self, stem: &str, size: usize) -> io::Result<Named<'_>> {
        loop {
            let maker = getpid();
            let name = format!("{stem}.{maker}.{}", self.count.fetch_add(1, Relaxed));
            // The janitor may know a name that is not there. There must not be one that it does not know.
            self.tell('+', &name)?;
            let flags = OFlag::O_CREAT | OFlag::O_EXCL | OFlag::O_RDWR;
            match shm_open(name.as_str(), flags, Mode::S_IRUSR | Mode::S_IWUSR) {
                Ok(file) => {
                    // If it cannot be made that large, dropping it unlinks it.
                    let named = Named { janitor: self, maker, name, file: file.into() };
                    named.file.set_len(size as u64)?;
                    return Ok(named);
                }
                Err(error) => {
                    self.tell('-', &name)?;
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

fn close_all_but(reader: &PipeReader) {
    let keep = reader.as_raw_fd().cast_unsigned();
    for (first, last) in [(3, keep.saturating_sub(1)), (keep.max(2) + 1, u32::MAX)] {
        if first <= last {
            // SAFETY: this process uses none of them, and ends without dropping what was to close them.
            unsafe { libc::close_range(first, last, 0) };
        }
    }
}

fn clean(reader: PipeReader) {
    let mut names = BTreeSet::new();
    for line in BufReader::new(reader).lines().map_while(Result::ok) {
        match line.split_at_checked(1) {
            Some(("+", name)) => _ = names.insert(name.to_owned()),
            Some(("-", name)) => _ = names.remove(name),
            _ => {}
        }
    }
    for name in names {
        // It may have been unlinked, and its owner killed before it could say so.
        let _ = shm_unlink(name.as_str());
    }
}
