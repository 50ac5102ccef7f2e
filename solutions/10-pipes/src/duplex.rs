//! # A line both ways
//!
//! Python's `Pipe()` gives two connections. What one sends, the other receives, and what is sent is an object, not
//! bytes. Build the same for real processes, with types: a `Connection<S, R>` sends values of type `S` and receives
//! values of type `R`, and the other end does it the other way round.
//!
//! 1. `duplex` makes two streams that are connected (`UnixStream::pair`, which calls `socketpair`), and a `Connection`
//!    of each. A program that this process starts with `Command` inherits neither.
//! 2. `send` turns a value into JSON (`serde_json::to_vec`) and writes it in such a way that `recv` knows where it
//!    ends: in a frame, or on a line, since compact JSON has no line end in it. A value that cannot be turned into JSON
//!    must not go out in part. One may be longer than the longest message of `frames`.
//! 3. `recv` takes the next value from the stream, in however many pieces it comes. Values are received in the order in
//!    which they were sent. If none is there, or half of one, it sleeps until more comes, however long that takes.
//! 4. Three things are told apart. The other end is closed, also because its process is dead: `Ok(None)`. It was closed
//!    in the middle of a value: `UnexpectedEof`. A whole value came, and it is no `R`: `InvalidData`, and the next
//!    `recv` goes on behind it.
//!
//! Check it with `cargo test -p pipes --test duplex`.

#![forbid(unsafe_code, reason = "nothing in this exercise needs it")]

// ANSWER
// | use std::io;
use std::io::{self, BufRead, BufReader, ErrorKind, Write};
// END
use std::marker::PhantomData;
use std::os::unix::net::UnixStream;

use serde::Serialize;
use serde::de::DeserializeOwned;

/// One end of a line: it sends values of type `S`, and receives values of type `R`.
#[derive(Debug)]
pub struct Connection<S, R> {
    // ANSWER
    // | // What you need.
    /// Also written to, through `get_mut`: only what is read is buffered.
    stream: BufReader<UnixStream>,
    // END
    /// No value of these types is kept, so the compiler is told what they are for.
    types: PhantomData<fn(S) -> R>,
}

impl<S: Serialize, R: DeserializeOwned> Connection<S, R> {
    /// A connection over this stream, of which nothing has been read yet.
    pub fn new(stream: UnixStream) -> Connection<S, R> {
        // ANSWER
        // | todo!("keep the stream")
        Connection { stream: BufReader::new(stream), types: PhantomData }
        // END
    }

    /// Sends one value. It may have to wait until the other end has received some.
    ///
    /// # Errors
    /// If `value` cannot be turned into JSON; then nothing of it was sent, and the next value can be. `BrokenPipe` if
    /// the other end is closed. Otherwise what the system says, but never `Interrupted`.
    pub fn send(&mut self, value: &S) -> io::Result<()> {
        // ANSWER
        // | todo!("turn it into JSON, then write that, so that its end can be seen")
        let mut line = serde_json::to_vec(value)?;
        line.push(b'\n');
        self.stream.get_mut().write_all(&line)
        // END
    }

    /// Receives the next value, and waits until it is there; `None` if the other end is closed and all that it sent was
    /// received.
    ///
    /// # Errors
    /// `UnexpectedEof` if the other end was closed in the middle of a value, `InvalidData` if what came is no `R`.
    /// Otherwise what the system says, but never `Interrupted`. It says `ConnectionReset` if the other end was closed
    /// and had not received all that was sent to it.
    pub fn recv(&mut self) -> io::Result<Option<R>> {
        // ANSWER
        // | todo!("read one value, and not a byte of the next that you do not keep")
        let mut line = Vec::new();
        self.stream.read_until(b'\n', &mut line)?;
        match line.pop() {
            None => Ok(None),
            Some(b'\n') => serde_json::from_slice(&line)
                .map(Some)
                .map_err(|error| io::Error::new(ErrorKind::InvalidData, error)),
            Some(_) => Err(ErrorKind::UnexpectedEof.into()),
        }
        // END
    }
}

/// Two ends of a new line.
///
/// # Errors
/// When the system has no descriptors left.
pub fn duplex<S, R>() -> io::Result<(Connection<S, R>, Connection<R, S>)>
where
    S: Serialize + DeserializeOwned,
    R: Serialize + DeserializeOwned,
{
    // ANSWER
    // | todo!("two streams that are connected, and a connection of each")
    let (here, there) = UnixStream::pair()?;
    Ok((Connection::new(here), Connection::new(there)))
    // END
}
