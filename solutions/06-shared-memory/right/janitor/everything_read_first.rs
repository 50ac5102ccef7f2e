//! The janitor reads to the end, and only then looks at what it was told.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io;
use std::io::{PipeReader, PipeWriter, Read, Write, pipe};
use std::os::fd::{AsRawFd, RawFd};
use std::panic::catch_unwind;
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};

use nix::errno::Errno;
use nix::fcntl::OFlag;
use nix::sys::mman::{shm_open, shm_unlink};
use nix::sys::signal::{SigSet, SigmaskHow};
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
        // The cleaner begins with all signals blocked, so there is no moment in which one could end it.
        let before = SigSet::all().thread_swap_mask(SigmaskHow::SIG_BLOCK)?;
        // SAFETY: the caller has one thread, so no lock is held that the child would wait for. The child ends here.
        let forked = unsafe { fork() };
        if let Ok(ForkResult::Child) = forked {
            let _ = catch_unwind(|| {
                close_all_but(&reader);
                clean(reader);
            });
            // SAFETY: always allowed.
            unsafe { libc::_exit(0) }
        }
        before.thread_set_mask()?;
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

/// Closes what the caller had open, also the writing ends of other janitors.
fn close_all_but(reader: &PipeReader) {
    let open: Vec<RawFd> = fs::read_dir("/proc/self/fd")
        .into_iter()
        .flatten()
        .filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok())
        .collect();
    for number in open.into_iter().filter(|&number| number > 2 && number != reader.as_raw_fd()) {
        // SAFETY: this process uses none of them, and the one that was open for the list is closed.
        unsafe { libc::close(number) };
    }
}

fn clean(mut reader: PipeReader) {
    let mut names = BTreeSet::new();
    let mut told = String::new();
    let _ = reader.read_to_string(&mut told);
    for line in told.lines() {
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
