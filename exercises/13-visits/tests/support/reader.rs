//! Logs that are read as a test wants it, and what should be counted in them.

use std::collections::VecDeque;
use std::io::{self, ErrorKind, Read};

use interleave::{held, require};
use visits::log::Tally;

/// What counting these bytes should come to.
pub(crate) fn count(log: &[u8]) -> Tally {
    let mut tally = Tally::default();
    if !log.is_empty() {
        let lines = log.strip_suffix(b"\n").unwrap_or(log);
        lines.split(|&byte| byte == b'\n').for_each(|line| tally.add(line));
    }
    tally
}

/// A tally in words, in an order that is the same each time.
pub(crate) fn told(tally: &Tally) -> String {
    let mut addresses: Vec<String> = tally.addresses.iter().map(ToString::to_string).collect();
    addresses.sort_unstable();
    let Tally { visits, blank, broken, .. } = tally;
    format!(
        "{visits} visits, {blank} blank and {broken} broken lines, addresses: {}",
        if addresses.is_empty() { "none".to_owned() } else { addresses.join(" ") }
    )
}

/// What one call of `read` comes to.
#[derive(Clone)]
pub(crate) enum Step {
    /// These bytes, or as many of them as there is room for; the rest next time.
    Bytes(Vec<u8>),
    /// An error. What comes after it is there if somebody goes on reading.
    Error(ErrorKind, &'static str),
}

/// A log that comes in these steps, and then ends.
pub(crate) struct Script(VecDeque<Step>);

impl Script {
    pub(crate) fn new(steps: impl IntoIterator<Item = Step>) -> Script {
        Script(steps.into_iter().collect())
    }

    /// So many bytes at a time.
    pub(crate) fn in_reads_of(bytes: usize, log: &[u8]) -> Script {
        Script::new(log.chunks(bytes).map(|part| Step::Bytes(part.to_vec())))
    }
}

impl Read for Script {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self.0.pop_front() {
            None => Ok(0),
            Some(Step::Error(kind, text)) => Err(io::Error::new(kind, text)),
            Some(Step::Bytes(bytes)) => {
                let given = bytes.len().min(buffer.len());
                buffer[..given].copy_from_slice(&bytes[..given]);
                if given < bytes.len() {
                    self.0.push_front(Step::Bytes(bytes[given..].to_vec()));
                }
                Ok(given)
            }
        }
    }
}

/// The same bytes again and again. It is read in an exploration, and fails when its reader holds too much.
pub(crate) struct Again {
    what: &'static str,
    part: Vec<u8>,
    /// How far it was read, and how long it is, in bytes.
    at: u64,
    size: u64,
    /// What was held before, and how much more may be.
    held: usize,
    most: usize,
}

impl Again {
    /// `part` as many times as make `size` bytes. Its reader may hold `most` bytes.
    pub(crate) fn new(what: &'static str, part: &[u8], size: u64, most: usize) -> Again {
        let part = part.to_vec();
        Again { what, part, at: 0, size, held: held(), most }
    }
}

impl Read for Again {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let holds = held().saturating_sub(self.held);
        require!(
            holds <= self.most,
            BoundExceeded,
            "{}: after {} bytes of the log {holds} bytes are held, and {} are allowed. What of the log is kept, and for \
             how long?",
            self.what,
            self.at,
            self.most
        );
        let from = (self.at % self.part.len() as u64) as usize;
        let left = usize::try_from(self.size - self.at).unwrap_or(usize::MAX);
        let given = (self.part.len() - from).min(buffer.len()).min(left);
        buffer[..given].copy_from_slice(&self.part[from..from + given]);
        self.at += given as u64;
        Ok(given)
    }
}
