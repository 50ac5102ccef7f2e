//! A log on a disk: it can be read from anywhere, and notes how much of it was.

use std::cell::Cell;
use std::io::{self, ErrorKind, Read, Seek, SeekFrom};
use std::rc::Rc;

use interleave::{held, require};

/// The same bytes again and again, up to a size.
#[derive(Clone)]
pub(crate) struct Disk {
    part: Rc<[u8]>,
    size: u64,
    /// The next byte to be read.
    at: u64,
    /// The most bytes that one `read` gives.
    step: usize,
    /// Every other `read` is interrupted.
    interrupted: Option<bool>,
    /// A byte that cannot be read.
    bad: Option<u64>,
    /// Whether the end of it cannot be found.
    lost: bool,
    /// What was read so far, and what may be.
    read: Rc<Cell<u64>>,
    may_read: u64,
    /// What was held before, in bytes.
    held: usize,
}

/// What may be held, in bytes.
const BOUND: usize = 256 << 10;

impl Disk {
    /// A log of these bytes.
    pub(crate) fn new(log: &[u8]) -> Disk {
        Disk::again(log, log.len() as u64)
    }

    /// `part` as many times as make `size` bytes.
    pub(crate) fn again(part: &[u8], size: u64) -> Disk {
        Disk {
            part: part.into(),
            size,
            at: 0,
            step: usize::MAX,
            interrupted: None,
            bad: None,
            lost: false,
            read: Rc::default(),
            may_read: u64::MAX,
            held: held(),
        }
    }

    /// It gives so many bytes at a time, and begins at that byte.
    pub(crate) fn in_reads_of(self, step: usize, at: u64) -> Disk {
        Disk { step, at, ..self }
    }

    /// It is interrupted before each read.
    pub(crate) fn interrupted(self) -> Disk {
        Disk { interrupted: Some(true), ..self }
    }

    /// That byte cannot be read.
    pub(crate) fn bad_at(self, byte: u64) -> Disk {
        Disk { bad: Some(byte), ..self }
    }

    /// Nobody can go to its end.
    pub(crate) fn lost(self) -> Disk {
        Disk { lost: true, ..self }
    }

    /// Whoever reads more of it than that fails.
    pub(crate) fn not_to_be_read(self, may_read: u64) -> Disk {
        Disk { may_read, ..self }
    }
}

/// An error of the system, whose number a copy of its text does not have.
fn gave_up() -> io::Error {
    io::Error::from_raw_os_error(5)
}

impl Read for Disk {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let holds = held().saturating_sub(self.held);
        require!(
            holds <= BOUND,
            BoundExceeded,
            "after {} bytes of the log {holds} bytes are held, and {BOUND} are allowed. What of a line is kept?",
            self.read.get()
        );
        if let Some(now) = &mut self.interrupted {
            *now = !*now;
            if !*now {
                return Err(ErrorKind::Interrupted.into());
            }
        }
        let from = (self.at % self.part.len().max(1) as u64) as usize;
        let left = usize::try_from(self.size.saturating_sub(self.at)).unwrap_or(usize::MAX);
        let given = (self.part.len() - from).min(buffer.len()).min(left).min(self.step);
        if let Some(bad) = self.bad
            && (self.at..self.at + given as u64).contains(&bad)
        {
            return Err(gave_up());
        }
        buffer[..given].copy_from_slice(&self.part[from..from + given]);
        self.at += given as u64;
        self.read.set(self.read.get() + given as u64);
        require!(
            self.read.get() <= self.may_read,
            RanSerially,
            "of a log of {} bytes {} were read, by one thread, to find out where to cut it. Then the others have to wait \
             until it has done all the work. Where is the end of a line to be found?",
            self.size,
            self.read.get()
        );
        Ok(given)
    }
}

impl Seek for Disk {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let to = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::Current(by) => self.at.checked_add_signed(by),
            SeekFrom::End(_) if self.lost => return Err(gave_up()),
            SeekFrom::End(by) => self.size.checked_add_signed(by),
        };
        // Before the first byte there is nothing.
        self.at = to.ok_or(ErrorKind::InvalidInput)?;
        Ok(self.at)
    }
}
