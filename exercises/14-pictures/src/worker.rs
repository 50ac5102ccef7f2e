//! Given: a consumer, which is a process with a name, and the desk it works at. Nothing is to be written here.
//!
//! A worker has one path in hand at a time. It hears of it over a line to the supervisor, says over the same line when it
//! is done, and goes home when the line ends: when it is told to, or when the supervisor is gone.

use std::collections::HashSet;
use std::ffi::OsStr;
use std::io::{self, Write};
use std::os::fd::{AsFd, AsRawFd, OwnedFd};
use std::os::unix::ffi::OsStrExt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use nix::errno::Errno;
use nix::poll::{PollFd, PollFlags, PollTimeout, poll};
use nix::sys::signal::{SigHandler, Signal, signal};
use nix::sys::socket::{AddressFamily, MsgFlags, SockFlag, SockType, recv, send, socketpair};
use nix::sys::wait::waitpid;
use nix::unistd::{ForkResult, Pid, fork};

/// How long a path may be, in bytes.
const LONGEST: usize = 4096;

/// Where pictures are settled, and where it is written down.
pub trait Desk {
    /// In the worker of that name: sees to it that `path` has a record. It does not look whether there is one: that is
    /// for the supervisor to do.
    ///
    /// # Errors
    /// When there is no record, and should be. The worker ends then.
    fn settle(&self, name: &str, path: &Path) -> io::Result<()>;

    /// In the supervisor: all paths that have a record at this moment, whoever has written it, in this run or an earlier
    /// one.
    ///
    /// # Errors
    /// When the records cannot be read.
    fn settled(&self) -> io::Result<HashSet<PathBuf>>;

    /// In the supervisor: writes the record of a path that nobody can settle, with the reason.
    ///
    /// # Errors
    /// When the record cannot be written.
    fn give_up(&self, path: &Path, why: &str) -> io::Result<()>;
}

/// A worker. When this is dropped, the process is told to go home when it is done, and waited for.
#[derive(Debug)]
pub struct Worker {
    name: String,
    pid: Pid,
    /// `None` once the process has ended, or is to.
    line: Option<OwnedFd>,
    in_hand: Option<PathBuf>,
}

/// What the supervisor hears from a worker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum News {
    /// Its path has a record. It has nothing in hand.
    Done {
        /// What it had in hand.
        path: PathBuf,
    },
    /// It has ended, for whatever reason, and writes nothing any more.
    Ended {
        /// What it had in hand. It may have got to the record, or not.
        path: Option<PathBuf>,
    },
}

impl Worker {
    /// Starts a worker. `others` are all workers there are: it closes its copies of their lines, which it has inherited.
    ///
    /// # Errors
    /// When the kernel has no more processes or descriptors.
    pub fn start(name: &str, others: &[Worker], desk: &impl Desk) -> io::Result<Worker> {
        let flags = SockFlag::SOCK_CLOEXEC;
        let (line, there) = socketpair(AddressFamily::Unix, SockType::SeqPacket, None, flags)?;
        // What is in the buffer would be written by both.
        io::stdout().flush()?;
        // SAFETY: a program with such a crew has one thread, so no lock is held that the child would wait for.
        match unsafe { fork() }? {
            ForkResult::Child => {
                for other in others.iter().filter_map(|other| other.line.as_ref()) {
                    // SAFETY: this is this process's copy, and it ends without looking at `others` again.
                    unsafe { libc::close(other.as_raw_fd()) };
                }
                drop(line);
                let work = AssertUnwindSafe(|| work(name, &there, desk));
                let ended = catch_unwind(work).unwrap_or(false);
                let _ = io::stdout().flush();
                // SAFETY: `_exit` may be called at any time.
                unsafe { libc::_exit(if ended { 0 } else { 1 }) }
            }
            ForkResult::Parent { child } => {
                Ok(Worker { name: name.to_owned(), pid: child, line: Some(line), in_hand: None })
            }
        }
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The path that it was given and is not done with.
    pub fn in_hand(&self) -> Option<&Path> {
        self.in_hand.as_deref()
    }

    /// Whether the process has ended.
    pub fn has_ended(&self) -> bool {
        self.line.is_none()
    }

    /// Gives it a path. If it has died meanwhile, the next news say so.
    ///
    /// # Errors
    /// `InvalidInput` if the path is empty, or has more than 4,096 bytes.
    ///
    /// # Panics
    /// If it has one already.
    pub fn give(&mut self, path: PathBuf) -> io::Result<()> {
        assert_eq!(self.in_hand, None, "`{}` has a path, and was given another", self.name);
        let bytes = path.as_os_str().as_bytes();
        if !(1..=LONGEST).contains(&bytes.len()) {
            return Err(io::ErrorKind::InvalidInput.into());
        }
        if let Some(line) = &self.line {
            let _ = again(|| send(line.as_raw_fd(), bytes, MsgFlags::MSG_NOSIGNAL));
        }
        self.in_hand = Some(path);
        Ok(())
    }

    /// Sleeps until one of the workers has something to say, and returns what they say. A worker that has ended says so
    /// once, and was waited for by then.
    ///
    /// There may be no news: a signal came.
    ///
    /// # Errors
    /// When the kernel refuses to wait.
    pub fn news(workers: &mut [Worker]) -> io::Result<Vec<News>> {
        let lines = workers.iter().filter_map(|worker| worker.line.as_ref());
        let mut fds: Vec<PollFd<'_>> =
            lines.map(|line| PollFd::new(line.as_fd(), PollFlags::POLLIN)).collect();
        match poll(&mut fds, PollTimeout::NONE) {
            Err(Errno::EINTR) => return Ok(Vec::new()),
            polled => polled?,
        };
        let mut ready =
            fds.iter().map(|fd| fd.any().unwrap_or(true)).collect::<Vec<_>>().into_iter();
        let mut news = Vec::new();
        for worker in workers {
            let Some(line) = &worker.line else { continue };
            if !ready.next().unwrap_or(false) {
                continue;
            }
            let said = again(|| recv(line.as_raw_fd(), &mut [0], MsgFlags::empty()));
            match (said, worker.in_hand.take()) {
                (Ok(1), Some(path)) => news.push(News::Done { path }),
                (_, path) => {
                    worker.end();
                    news.push(News::Ended { path });
                }
            }
        }
        Ok(news)
    }

    /// Hangs up, and waits until the process has ended.
    fn end(&mut self) {
        if self.line.take().is_some() {
            while waitpid(self.pid, None) == Err(Errno::EINTR) {}
        }
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.end();
    }
}

/// The life of a worker: path by path, until the line ends. Whether all was well.
fn work(name: &str, line: &OwnedFd, desk: &impl Desk) -> bool {
    // Ctrl-C goes to all processes at the terminal. What is in hand is brought to its end; the supervisor knows the rest.
    // SAFETY: no code of ours runs when the signal comes.
    let _ = unsafe { signal(Signal::SIGINT, SigHandler::SigIgn) };
    let mut path = [0; LONGEST];
    loop {
        let length = match again(|| recv(line.as_raw_fd(), &mut path, MsgFlags::empty())) {
            Ok(0) | Err(_) => return true,
            Ok(length) => length,
        };
        let path = Path::new(OsStr::from_bytes(&path[..length]));
        if let Err(error) = desk.settle(name, path) {
            eprintln!("{name}: {}: {error}", path.display());
            return false;
        }
        // If nobody hears it, the line has ended.
        let _ = again(|| send(line.as_raw_fd(), &[1], MsgFlags::MSG_NOSIGNAL));
    }
}

/// Calls again when a signal came in between. So it does when the system says, once and ahead of what was received, that
/// the other end has gone without reading what was sent to it.
fn again<T>(mut call: impl FnMut() -> nix::Result<T>) -> nix::Result<T> {
    loop {
        match call() {
            Err(Errno::EINTR | Errno::ECONNRESET) => {}
            result => return result,
        }
    }
}
