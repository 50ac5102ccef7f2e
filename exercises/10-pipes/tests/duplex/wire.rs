//! Lines of the tests, and what is required of them each time.

use std::cell::Cell;
use std::fmt::Debug;
use std::io::{self, ErrorKind, Read};
use std::os::unix::net::UnixStream;

use forktest::{Actor, Me, Scene};
use interleave::require;
use pipes::duplex::{Connection, duplex};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// Two ends of a new line.
pub(super) fn line<S, R>() -> (Connection<S, R>, Connection<R, S>)
where
    S: Serialize + DeserializeOwned,
    R: Serialize + DeserializeOwned,
{
    duplex().expect("there are descriptors")
}

/// Forks a process that has one end of a new line, and nothing of the other. The process, and the other end.
pub(super) fn at_the_other_end<'s, S, R>(
    scene: &'s Scene,
    name: &str,
    body: impl FnOnce(&Me, Connection<R, S>),
) -> (Actor<'s>, Connection<S, R>)
where
    S: Serialize + DeserializeOwned,
    R: Serialize + DeserializeOwned,
{
    let (here, there) = line();
    let here = Cell::new(Some(here));
    let actor = scene.fork(name, |me| {
        // The copy that the fork has made.
        drop(here.take());
        body(me, there);
    });
    (actor, here.take().expect("only the child has taken its copy"))
}

/// Sends `value`, which must succeed.
#[track_caller]
pub(super) fn send<S: Serialize + Debug, R: DeserializeOwned>(
    to: &mut Connection<S, R>,
    value: &S,
) {
    let sent = to.send(value);
    require!(sent.is_ok(), WrongResult, "sending a value came to {sent:?}");
}

/// Requires that the next value received is `expected`.
pub(super) fn expect<S, R>(from: &mut Connection<S, R>, expected: Option<&R>, when: &str)
where
    S: Serialize,
    R: DeserializeOwned + PartialEq + Debug,
{
    let received = from.recv();
    match (&received, expected) {
        (Ok(received), expected) if received.as_ref() == expected => {}
        (Ok(None), Some(expected)) => {
            require!(
                false,
                MessageLost,
                "{when}: {expected:?} was sent, and `recv` says that there is nothing more"
            )
        }
        _ => require!(
            false,
            WrongResult,
            "{when}: `recv` should come to {expected:?}, and came to {received:?}"
        ),
    }
}

/// The bytes that a connection writes for this value.
pub(super) fn bytes_of<S: Serialize + Debug>(value: &S) -> Vec<u8> {
    let (stream, mut other) = UnixStream::pair().expect("two streams");
    let mut connection: Connection<&S, ()> = Connection::new(stream);
    send(&mut connection, &value);
    drop(connection);
    let mut bytes = Vec::new();
    other.read_to_end(&mut bytes).expect("a stream can be read");
    bytes
}

/// Requires that a line was cut off in the middle of a value.
pub(super) fn require_cut<T: Debug>(
    received: &io::Result<Option<T>>,
    value: &impl Debug,
    cut: usize,
    length: usize,
) {
    let kind = received.as_ref().err().map(io::Error::kind);
    require!(
        kind == Some(ErrorKind::UnexpectedEof),
        TornWrite,
        "of the {length} bytes for {value:?} there came {cut} and then the end, and `recv` says {received:?}"
    );
}
