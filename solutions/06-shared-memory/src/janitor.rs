//! # Who unlinks it when everybody was killed?
//!
//! Memory with a name (`shm_open`) can be found by processes that have nothing else in common. The name is a file in
//! `/dev/shm`, and it stays until somebody unlinks it. A `Drop` does that, as long as it is run. A process that is
//! killed runs nothing. So let another process watch: a janitor, which does nothing until everybody it works for is
//! gone, and then unlinks what they have left.
//!
//! 1. `Janitor::start` makes a pipe and forks the janitor. The janitor has the reading end. It reads until the end of
//!    the data, which comes when the last writing end is closed, and a killed process closes all it has. The janitor
//!    must not have a writing end of its own, and neither must a program that somebody starts with `exec`
//!    (`std::io::pipe` sees to that, `libc::pipe` does not). Nor must another janitor, which the same process starts
//!    later: they may be dropped in any order.
//! 2. `create` tells the janitor a name, and then makes the memory. Which of the two has to come first?
//! 3. Dropping a `Named` unlinks the name, and tells the janitor. Again, what comes first?
//! 4. When the end of the data comes, the janitor unlinks all names that are left, and ends.
//!
//! Children that are forked after `start` may call `create` as well. They have the writing end, too: each message has
//! to be one `write`, so that messages of two processes do not mix. A forked copy of a `Named` or of the `Janitor` may
//! be dropped, and that unlinks nothing and waits for nobody.
//!
//! Any one of the processes may be killed at any point. Ctrl-C and a closed terminal send a signal to all processes of
//! a group at once, and the janitor is one of them: SIGINT, SIGTERM, SIGHUP and SIGQUIT must not end it. (For the
//! caller of `start` all signals are as they were before.) If the janitor itself is killed, the others unlink what is
//! theirs as they would have.
//!
//! Check it with `cargo test -p shared-memory --test janitor`.

use std::fs::File;
use std::io;
// ANSWER
// | // You will need `std::io::{pipe, PipeWriter}`, `shm_open` and `shm_unlink` from `nix::sys::mman`, `fork` from
// | // `nix::unistd`, and something from `nix::sys::signal`.
use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, PipeReader, PipeWriter, Write, pipe};
use std::os::fd::AsRawFd;
use std::panic::catch_unwind;
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};

use nix::errno::Errno;
use nix::fcntl::OFlag;
use nix::sys::mman::{shm_open, shm_unlink};
use nix::sys::signal::{SigSet, SigmaskHow};
use nix::sys::stat::Mode;
use nix::sys::wait::waitpid;
use nix::unistd::{ForkResult, Pid, fork, getpid};
// END

/// A process that unlinks the names that others leave behind.
#[derive(Debug)]
pub struct Janitor {
    // ANSWER
    // | // Your choice.
    /// Taken when it is dropped.
    ear: Option<PipeWriter>,
    cleaner: Pid,
    /// Who has to wait for the cleaner.
    owner: Pid,
    /// How many names this process has made.
    count: AtomicU32,
    // END
}

/// Shared memory with a name. The name is unlinked when this is dropped.
#[derive(Debug)]
pub struct Named<'j> {
    janitor: &'j Janitor,
    name: String,
    file: File,
    // ANSWER
    // | // Whatever else you need.
    /// Who unlinks the name.
    maker: Pid,
    // END
}

impl Janitor {
    /// Starts a janitor. The caller must have one thread.
    ///
    /// # Errors
    /// When there is no pipe or no process to be had.
    pub fn start() -> io::Result<Janitor> {
        // ANSWER
        // | todo!("a pipe, and a fork; the child reads names, and cleans up at the end of the data")
        let (reader, ear) = pipe()?;
        let owner = getpid();
        // The cleaner begins with all signals blocked, so there is no moment in which one could end it.
        let before = SigSet::all().thread_swap_mask(SigmaskHow::SIG_BLOCK)?;
        // SAFETY: the caller has one thread, so no lock is held that the child would wait for. The child ends here.
        let forked = unsafe { fork() };
        if let Ok(ForkResult::Child) = forked {
            // The writing end, and those of other janitors that the caller has.
            close_all_but(&reader);
            let _ = catch_unwind(|| clean(reader));
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
        // END
    }

    /// Makes shared memory of `size` bytes, all zero, for this user only, under a new name that begins with `stem`. No
    /// two processes get the same name, and nothing that was there before is used.
    ///
    /// `stem` begins with a slash and has no other, and no line break.
    ///
    /// # Errors
    /// When there is no such memory to be had. Then no name is left either.
    pub fn create(&self, stem: &str, size: usize) -> io::Result<Named<'_>> {
        // ANSWER
        // | todo!("tell the janitor, and make the memory: which one first?")
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
        // END
    }
    // ANSWER

    /// Tells the cleaner that a name comes (`+`) or has gone (`-`).
    fn tell(&self, sign: char, name: &str) -> io::Result<()> {
        let Some(mut ear) = self.ear.as_ref() else { return Ok(()) };
        // One `write`: the kernel does not let another one come into the middle of one that is shorter than `PIPE_BUF`.
        ear.write_all(format!("{sign}{name}\n").as_bytes())
    }
    // END
}

impl Named<'_> {
    /// The name, for `shm_open` in any process.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The memory as a file, to be mapped.
    pub fn file(&self) -> &File {
        &self.file
    }
}

impl Drop for Named<'_> {
    /// Unlinks the name, unless this is the copy of a forked child.
    fn drop(&mut self) {
        // ANSWER
        // | todo!("in the process that made it: unlink the name, and tell the janitor")
        if self.maker == getpid() {
            let _ = shm_unlink(self.name.as_str());
            // If the janitor is gone, nobody needs to be told.
            let _ = self.janitor.tell('-', &self.name);
        }
        // END
    }
}

impl Drop for Janitor {
    /// Waits until the janitor has ended, which is when no other process has a copy of it any more; a forked copy does
    /// not wait.
    fn drop(&mut self) {
        // ANSWER
        // | todo!("close the writing end; the process that called `start` then waits for the janitor")
        self.ear = None;
        if self.owner == getpid() {
            let _ = waitpid(self.cleaner, None);
        }
        // END
    }
}
// ANSWER

/// Closes what a child inherits, but for its input, its output and the reading end.
fn close_all_but(reader: &PipeReader) {
    let keep = reader.as_raw_fd().cast_unsigned();
    for (first, last) in [(3, keep.saturating_sub(1)), (keep.max(2) + 1, u32::MAX)] {
        if first <= last {
            // SAFETY: this process uses none of them, and ends without dropping what was to close them.
            unsafe { libc::close_range(first, last, 0) };
        }
    }
}

/// What the cleaner does: it listens until nobody is left, and unlinks what they have not.
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
// END
