//! A process of a test's own making, which stops where the test says.

use std::cell::RefCell;
use std::fmt;
use std::io::{ErrorKind, PipeReader, PipeWriter, Read, Write};
use std::os::fd::AsRawFd;
use std::panic::Location;
use std::thread;

use interleave::Verdict;
use nix::fcntl::{FcntlArg, OFlag, fcntl};
use nix::sys::signal::{Signal, kill};
use nix::sys::wait::{WaitPidFlag, WaitStatus, waitpid};
use nix::unistd::{Pid, getpid};

use crate::log::{Log, Op};
use crate::scene::Scene;
use crate::settled::{Rest, Watch};

/// What a process was seen doing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Seen {
    /// It has come to `stop_at` this place, and stands there.
    At(String),
    /// It sleeps in this system call, and nobody has woken it.
    Asleep(String),
    /// It looks again and again, and sleeps in between: in this call.
    Polls(String),
    /// It looks again and again without sleeping.
    Spins,
    /// It has ended.
    Ended(WaitStatus),
}

impl fmt::Display for Seen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Seen::At(place) => write!(f, "stands at `{place}`"),
            Seen::Asleep(call) => write!(f, "sleeps in {call}"),
            Seen::Polls(call) => write!(f, "looks again and again, with {call} in between"),
            Seen::Spins => f.write_str("looks again and again"),
            Seen::Ended(status) => f.write_str(&ending(*status)),
        }
    }
}

/// How a process ended, in words.
pub(crate) fn ending(status: WaitStatus) -> String {
    match status {
        WaitStatus::Exited(_, 0) => "ended".into(),
        WaitStatus::Exited(_, 101) => "panicked".into(),
        WaitStatus::Exited(_, code) => format!("ended with exit code {code}"),
        WaitStatus::Signaled(_, signal, _) => format!("was ended by {signal}"),
        other => format!("is {other:?}"),
    }
}

/// A process as seen by itself.
pub struct Me<'s> {
    pub(crate) log: &'s Log,
    pub(crate) lane: usize,
    pub(crate) says: RefCell<PipeWriter>,
    pub(crate) go: RefCell<PipeReader>,
}

impl Me<'_> {
    /// Tells the test that this process has come to `place`, and stands there until the test lets it go on.
    #[track_caller]
    pub fn stop_at(&self, place: &str) {
        self.log.add(self.lane, Op::Arrives, &format!("comes to `{place}`"), Location::caller());
        let told = self.says.borrow_mut().write_all(format!("{place}\n").as_bytes());
        let mut word = [0];
        if told.is_err() || self.go.borrow_mut().read_exact(&mut word).is_err() {
            // The test is over.
            exit(0);
        }
    }

    /// Leaves a remark in the timeline.
    #[track_caller]
    pub fn say(&self, text: &str) {
        self.log.add(self.lane, Op::Says, text, Location::caller());
    }
}

/// Ends this process at once. What is in its buffers is not written: it was the parent's, and the parent writes it.
pub(crate) fn exit(code: i32) -> ! {
    // SAFETY: `_exit` may be called at any time.
    unsafe { libc::_exit(code) }
}

/// A process as seen by the test that made it.
#[derive(Debug)]
pub struct Actor<'s> {
    pub(crate) scene: &'s Scene,
    pub(crate) inner: std::rc::Rc<Inner>,
}

/// What a scene and the test both know about a process.
#[derive(Debug)]
pub(crate) struct Inner {
    pub(crate) name: String,
    pub(crate) pid: Pid,
    pub(crate) lane: usize,
    pub(crate) says: RefCell<PipeReader>,
    pub(crate) go: RefCell<PipeWriter>,
    pub(crate) at: RefCell<Option<String>>,
    pub(crate) ended: RefCell<Option<WaitStatus>>,
    pub(crate) killed: RefCell<bool>,
}

impl Inner {
    /// The next line that the process has said, if there is one.
    fn heard(&self) -> Option<String> {
        let mut pipe = self.says.borrow_mut();
        let mut line = Vec::new();
        let mut byte = [0];
        loop {
            match pipe.read(&mut byte) {
                Ok(1) if byte[0] == b'\n' => {
                    return Some(String::from_utf8_lossy(&line).into_owned());
                }
                Ok(1) => line.push(byte[0]),
                // A line is written in one piece, so the rest of one that has begun is there.
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                _ => return None,
            }
        }
    }

    /// Waits until the process stands somewhere, has ended, or gets nowhere, and nobody is on the way who could change
    /// that.
    pub(crate) fn seen(&self, log: &Log, place: &'static Location<'static>) -> Seen {
        let mut watch = Watch::below(getpid());
        loop {
            if let Some(seen) = self.told(log, place) {
                return seen;
            }
            let Some(rest) = watch.all_at_rest() else {
                thread::yield_now();
                continue;
            };
            // It may have spoken between the first look and the second, and sleep at its stop.
            if let Some(seen) = self.told(log, place) {
                return seen;
            }
            let seen = match rest.get(&self.pid) {
                Some(Rest::Sleeps(call)) => Seen::Asleep(call.clone()),
                Some(Rest::Polls(call)) => Seen::Polls(call.clone()),
                Some(Rest::Spins) => Seen::Spins,
                Some(Rest::Out) | None => continue,
            };
            log.add(self.lane, Op::Blocks, &seen.to_string(), place);
            return seen;
        }
    }

    /// Where it stands, or how it ended.
    fn told(&self, log: &Log, place: &'static Location<'static>) -> Option<Seen> {
        if let Some(status) = *self.ended.borrow() {
            return Some(Seen::Ended(status));
        }
        if self.at.borrow().is_none() {
            let heard = self.heard();
            *self.at.borrow_mut() = heard;
        }
        if let Some(stop) = &*self.at.borrow() {
            return Some(Seen::At(stop.clone()));
        }
        let status = self.reap()?;
        log.add(self.lane, Op::Ends, &ending(status), place);
        Some(Seen::Ended(status))
    }

    /// How it ended, if it has.
    fn reap(&self) -> Option<WaitStatus> {
        match waitpid(self.pid, Some(WaitPidFlag::WNOHANG)) {
            Ok(status @ (WaitStatus::Exited(..) | WaitStatus::Signaled(..))) => {
                *self.ended.borrow_mut() = Some(status);
                Some(status)
            }
            Ok(_) => None,
            // The code under test has waited for it: for any child, probably.
            Err(_) => {
                let status = WaitStatus::Exited(self.pid, 0);
                *self.ended.borrow_mut() = Some(status);
                Some(status)
            }
        }
    }

    /// Lets it go on from where it stands.
    pub(crate) fn go(&self, log: &Log, place: &'static Location<'static>) {
        if let Some(stop) = self.at.borrow_mut().take() {
            log.add(self.lane, Op::Passes, &format!("goes on from `{stop}`"), place);
            // If it is gone, the next look says so.
            let _ = self.go.borrow_mut().write_all(b"!");
        }
    }
}

impl Actor<'_> {
    /// The process.
    pub fn pid(&self) -> Pid {
        self.inner.pid
    }

    /// Waits until the process stands at a `stop_at`, sleeps in the kernel, gets nowhere, or has ended; says which.
    ///
    /// That it sleeps means something only while nobody runs who could wake it: the other processes of the scene
    /// stand somewhere, sleep, or have ended.
    #[track_caller]
    pub fn seen(&self) -> Seen {
        self.inner.seen(&self.scene.log, Location::caller())
    }

    /// Waits until it stands at `place`.
    ///
    /// # Panics
    /// Fails the test if it never gets there: `DEADLOCK` if it sleeps, `NO PROGRESS` if it spins or polls, what it
    /// panicked with (see [`Scene::fork`]), or `WRONG RESULT` if it ended or stands elsewhere.
    #[track_caller]
    pub fn expect_at(&self, place: &str) {
        let seen = self.seen();
        if seen == Seen::At(place.to_owned()) {
            return;
        }
        let verdict = match seen {
            Seen::Asleep(_) => Verdict::Deadlock,
            Seen::Polls(_) | Seen::Spins => Verdict::NoProgress,
            Seen::Ended(WaitStatus::Exited(_, 101)) => self.scene.fail_as_it_did(&self.inner),
            _ => Verdict::WrongResult,
        };
        self.scene
            .fail(verdict, format!("{} should come to `{place}`, and {seen}", self.inner.name))
    }

    /// Lets it go on from where it stands.
    #[track_caller]
    pub fn go(&self) {
        self.inner.go(&self.scene.log, Location::caller());
    }

    /// Ends it with SIGKILL, wherever it is, and waits until it is gone.
    #[track_caller]
    pub fn kill(&self) {
        let inner = &self.inner;
        let told = |place| self.scene.log.add(inner.lane, Op::Killed, "is killed", place);
        let (place, alive) = (Location::caller(), inner.ended.borrow().is_none());
        // Others may go on as soon as it is gone. One that is on its way has more to say until then.
        let stands = alive && inner.at.borrow().is_some();
        if stands {
            told(place);
        }
        // It may have ended by itself.
        let _ = kill(inner.pid, Signal::SIGKILL);
        *inner.killed.borrow_mut() = true;
        if alive {
            let status = waitpid(inner.pid, None).ok();
            *inner.ended.borrow_mut() = Some(status.unwrap_or(WaitStatus::Exited(inner.pid, 0)));
            if !stands {
                told(place);
            }
        }
    }

    /// Lets it go on, past all its stops, until it has ended; how it did.
    ///
    /// # Panics
    /// Fails the test if it never ends: `DEADLOCK` if it sleeps, `NO PROGRESS` if it spins or polls.
    #[track_caller]
    pub fn join(&self) -> WaitStatus {
        loop {
            match self.seen() {
                Seen::Ended(status) => return status,
                Seen::At(_) => self.go(),
                Seen::Asleep(call) => self.scene.fail(
                    Verdict::Deadlock,
                    format!("{} sleeps in {call}, and nobody wakes it", self.inner.name),
                ),
                seen => self.scene.fail(
                    Verdict::NoProgress,
                    format!("{} {seen}, and gets nowhere", self.inner.name),
                ),
            }
        }
    }
}

/// Makes reading from a pipe return at once.
pub(crate) fn do_not_wait(pipe: &PipeReader) {
    let done = fcntl(pipe, FcntlArg::F_SETFL(OFlag::O_NONBLOCK));
    done.unwrap_or_else(|error| panic!("descriptor {}: {error}", pipe.as_raw_fd()));
}
