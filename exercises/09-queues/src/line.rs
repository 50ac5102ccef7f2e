//! A line between two processes: what is sent at one end arrives at the other, whole and in order. It is written; chapter
//! 10 shows how such a thing is made.

use std::io::{self, ErrorKind};
use std::os::fd::{AsFd, AsRawFd, OwnedFd};

use nix::errno::Errno;
use nix::poll::{PollFd, PollFlags, PollTimeout, poll};
use nix::sys::socket::{AddressFamily, MsgFlags, SockFlag, SockType, recv, send, socketpair};

/// What a client and a queue say to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Message {
    /// To the queue: keep this item.
    Put(u64),
    /// From the queue: it is kept.
    Kept,
    /// To the queue: I want an item, and wait for it.
    Take,
    /// From the queue: an item, and its number.
    Item {
        /// The number that the queue has given it.
        number: u64,
        /// What was put.
        item: u64,
    },
    /// From the queue: there is no item, and there will be none.
    End,
    /// To the queue: the work on the item with this number is done.
    Done(u64),
}

/// One end of a line. When it is dropped, or its process dies, the other end is told.
#[derive(Debug)]
pub struct Line(OwnedFd);

impl Line {
    /// A new line, as its two ends.
    ///
    /// # Errors
    /// When the system has no more descriptors.
    pub fn new() -> io::Result<(Line, Line)> {
        let flags = SockFlag::SOCK_CLOEXEC;
        let (one, other) = socketpair(AddressFamily::Unix, SockType::SeqPacket, None, flags)?;
        Ok((Line(one), Line(other)))
    }

    /// Sends a message. It arrives whole, or not at all.
    ///
    /// # Errors
    /// `BrokenPipe` when nobody is at the other end.
    pub fn send(&self, message: Message) -> io::Result<()> {
        let (kind, one, other) = match message {
            Message::Put(item) => (0, item, 0),
            Message::Kept => (1, 0, 0),
            Message::Take => (2, 0, 0),
            Message::Item { number, item } => (3, number, item),
            Message::End => (4, 0, 0),
            Message::Done(number) => (5, number, 0),
        };
        let bytes = [[kind, one, other].map(u64::to_le_bytes)].concat().concat();
        uninterrupted(|| send(self.0.as_raw_fd(), &bytes, MsgFlags::MSG_NOSIGNAL))?;
        Ok(())
    }

    /// Waits for a message. `None`: the other end is gone, and everything that it sent has been received.
    ///
    /// # Errors
    /// `InvalidData` for what is no message.
    pub fn receive(&self) -> io::Result<Option<Message>> {
        let mut bytes = [0; 25];
        let length = uninterrupted(|| recv(self.0.as_raw_fd(), &mut bytes, MsgFlags::empty()))?;
        if length == 0 {
            return Ok(None);
        }
        let word = |at: usize| u64::from_le_bytes(bytes[8 * at..8 * at + 8].try_into().unwrap());
        Ok(Some(match (length, word(0)) {
            (24, 0) => Message::Put(word(1)),
            (24, 1) => Message::Kept,
            (24, 2) => Message::Take,
            (24, 3) => Message::Item { number: word(1), item: word(2) },
            (24, 4) => Message::End,
            (24, 5) => Message::Done(word(1)),
            _ => return Err(ErrorKind::InvalidData.into()),
        }))
    }
}

/// Waits until something can be received on at least one of the lines, or its other end is gone; which ones, as indices.
///
/// # Errors
/// When the system refuses; with no line at all it would wait for ever, and that is `InvalidInput`.
pub fn wait(lines: &[&Line]) -> io::Result<Vec<usize>> {
    if lines.is_empty() {
        return Err(ErrorKind::InvalidInput.into());
    }
    let mut polled: Vec<PollFd<'_>> =
        lines.iter().map(|line| PollFd::new(line.0.as_fd(), PollFlags::POLLIN)).collect();
    uninterrupted(|| poll(&mut polled, PollTimeout::NONE))?;
    let ready = |at: &usize| polled[*at].any().unwrap_or(true);
    Ok((0..lines.len()).filter(ready).collect())
}

/// Calls again when a signal came in between. So it does when the system says, once and ahead of everything that was
/// received, that the other end has gone without reading what was sent to it.
fn uninterrupted<T>(mut call: impl FnMut() -> nix::Result<T>) -> io::Result<T> {
    loop {
        match call() {
            Err(Errno::EINTR | Errno::ECONNRESET) => {}
            result => return Ok(result?),
        }
    }
}
