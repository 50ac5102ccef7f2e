//! The first lines of a request.

use std::io;

use crate::request::{Request, State};

/// How long the first lines may be, in bytes, and how many headers there may be.
const LIMIT: usize = 1 << 16;
const HEADERS: usize = 100;
/// How long a body may be, in bytes.
const BODY: usize = 1 << 28;

/// A request without its body.
pub(crate) struct Head {
    pub(crate) request: Request,
    /// How many bytes the head has, and how many the body will have.
    pub(crate) length: usize,
    pub(crate) body: usize,
    /// Whether the connection is for further requests.
    pub(crate) stays: bool,
    /// Whether the client waits for leave to send the body.
    pub(crate) asks_leave: bool,
}

/// The head that `bytes` begin with, once all of it is there.
pub(crate) fn parse(bytes: &[u8]) -> io::Result<Option<Head>> {
    let mut headers = [httparse::EMPTY_HEADER; HEADERS];
    let mut parsed = httparse::Request::new(&mut headers);
    let length = match parsed.parse(bytes).map_err(refused)? {
        httparse::Status::Complete(length) => length,
        httparse::Status::Partial if bytes.len() > LIMIT => {
            return Err(refused("a head without end"));
        }
        httparse::Status::Partial => return Ok(None),
    };
    let text = |value: Option<&str>| value.unwrap_or_default().to_owned();
    let value = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let headers = parsed.headers.iter().map(|h| (h.name.to_ascii_lowercase(), value(h.value)));
    let request = Request {
        number: 0,
        method: text(parsed.method),
        target: text(parsed.path),
        headers: headers.collect(),
        body: Vec::new(),
        state: State::UnderWay,
    };
    if request.header("transfer-encoding").is_some() {
        return Err(refused("a body in chunks; send its length"));
    }
    let body = request.header("content-length").unwrap_or("0").parse().map_err(refused)?;
    if body > BODY {
        return Err(refused("a body that is too long"));
    }
    let says = |name, value| request.header(name).is_some_and(|v| v.eq_ignore_ascii_case(value));
    let stays = parsed.version == Some(1) && !says("connection", "close");
    let asks_leave = says("expect", "100-continue");
    Ok(Some(Head { request, length, body, stays, asks_leave }))
}

fn refused(why: impl ToString) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, why.to_string())
}
