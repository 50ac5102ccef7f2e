//! A request: its head, and its body where there may be one.

use std::io::{self, Read};
use std::net::TcpStream;
use std::time::{Duration, Instant};

/// How long the head may be, in bytes; browsers send about 1 KB.
const LONGEST_HEAD: usize = 16 << 10;

/// How long a body may be, in bytes.
pub(super) const LONGEST_BODY: usize = 1 << 20;

/// How many headers are looked at.
const HEADERS: usize = 64;

/// What the server needs to know of a request.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Request {
    pub method: String,
    /// As it was sent: still percent-encoded, with its query.
    pub target: String,
    /// Names in lower case.
    headers: Vec<(String, String)>,
    /// What of the body came with the head.
    begun: Vec<u8>,
}

/// Why there is no request, or no body.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Bad {
    /// The other side closed or was too slow.
    Gone,
    Malformed,
    HeadTooLong,
    /// The body has no length, so that nobody knows its end.
    NoLength,
    BodyTooLong,
}

impl Request {
    /// Reads up to the end of the head.
    pub(super) fn read(connection: &mut impl Read) -> Result<Request, Bad> {
        let mut head = Vec::new();
        let mut buffer = [0; 4096];
        loop {
            let count = connection.read(&mut buffer).map_err(|_| Bad::Gone)?;
            if count == 0 {
                return Err(Bad::Gone);
            }
            head.extend_from_slice(&buffer[..count]);
            if let Some(request) = Request::parse(&head)? {
                return Ok(request);
            }
            if head.len() > LONGEST_HEAD {
                return Err(Bad::HeadTooLong);
            }
        }
    }

    /// The request, if the whole head is there.
    fn parse(head: &[u8]) -> Result<Option<Request>, Bad> {
        let mut headers = [httparse::EMPTY_HEADER; HEADERS];
        let mut parsed = httparse::Request::new(&mut headers);
        let length = match parsed.parse(head) {
            Ok(httparse::Status::Complete(length)) => length,
            Ok(httparse::Status::Partial) => return Ok(None),
            Err(httparse::Error::TooManyHeaders) => return Err(Bad::HeadTooLong),
            Err(_) => return Err(Bad::Malformed),
        };
        let headers = parsed.headers.iter().map(|header| {
            (header.name.to_ascii_lowercase(), String::from_utf8_lossy(header.value).into_owned())
        });
        Ok(Some(Request {
            method: parsed.method.unwrap_or_default().to_owned(),
            target: parsed.path.unwrap_or_default().to_owned(),
            headers: headers.collect(),
            begun: head[length..].to_vec(),
        }))
    }

    /// Every value of the header with that name, which is in lower case.
    pub(super) fn all(&self, name: &str) -> Vec<String> {
        let named = self.headers.iter().filter(|(header, _)| header == name);
        named.map(|(_, value)| value.clone()).collect()
    }

    /// The path without its query.
    pub(super) fn path(&self) -> &str {
        self.target.split(['?', '#']).next().unwrap_or_default()
    }

    /// Reads the body, which has to say how long it is.
    pub(super) fn body(&mut self, connection: &mut impl Read) -> Result<Vec<u8>, Bad> {
        if !self.all("transfer-encoding").is_empty() {
            return Err(Bad::NoLength);
        }
        let length = match self.all("content-length").as_slice() {
            [] => return Err(Bad::NoLength),
            // `parse` alone would also take a sign.
            [length] if length.bytes().all(|byte| byte.is_ascii_digit()) => length.parse().ok(),
            _ => return Err(Bad::Malformed),
        };
        // A number too large for the machine is too large here.
        let length = length.filter(|length| *length <= LONGEST_BODY).ok_or(Bad::BodyTooLong)?;
        let mut body = std::mem::take(&mut self.begun);
        body.truncate(length);
        let begun = body.len();
        body.resize(length, 0);
        connection.read_exact(&mut body[begun..]).map_err(|_| Bad::Gone)?;
        Ok(body)
    }

    /// A request with these headers, for tests.
    #[cfg(test)]
    pub(super) fn with(method: &str, target: &str, headers: &[(&str, &str)]) -> Request {
        let headers = headers.iter().map(|(name, value)| ((*name).into(), (*value).into()));
        Request {
            method: method.into(),
            target: target.into(),
            headers: headers.collect(),
            begun: Vec::new(),
        }
    }
}

/// Reads from a connection, but only until a point in time; a timeout for each read would let a slow sender
/// take for ever.
pub(super) struct Patient<'c> {
    connection: &'c TcpStream,
    until: Instant,
}

impl<'c> Patient<'c> {
    /// Reads from now on for so long.
    pub(super) fn new(connection: &'c TcpStream, patience: Duration) -> Patient<'c> {
        Patient { connection, until: Instant::now() + patience }
    }
}

impl Read for Patient<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let left = self.until.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Err(io::ErrorKind::TimedOut.into());
        }
        self.connection.set_read_timeout(Some(left))?;
        self.connection.read(buffer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_sends_nothing_for_long_is_not_waited_for() {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
        let silent = TcpStream::connect(listener.local_addr().expect("it has one"));
        let (connection, _) = listener.accept().expect("somebody connects");
        let read = Request::read(&mut Patient::new(&connection, Duration::from_millis(50)));
        assert_eq!(read, Err(Bad::Gone));
        drop(silent);
    }

    #[test]
    fn a_head_in_pieces_is_read_to_its_end() {
        let (first, second) = (&b"GET /a?b HTTP/1.1\r\nHo"[..], &b"st: x\r\nORIGIN: y\r\n\r\n"[..]);
        let request = Request::read(&mut first.chain(second)).expect("the head is complete");
        assert_eq!(request, Request::with("GET", "/a?b", &[("host", "x"), ("origin", "y")]));
        assert_eq!(request.path(), "/a");
    }

    #[test]
    fn what_is_no_head_is_refused() {
        let read = |mut bytes: &[u8]| Request::read(&mut bytes);
        assert_eq!(read(b"GET / HTTP/1.1\r\n"), Err(Bad::Gone));
        assert_eq!(read(b"\x16\x03\x01 what TLS begins with\r\n\r\n"), Err(Bad::Malformed));
        let long = [&b"GET / HTTP/1.1\r\nA: "[..], &[b'a'; LONGEST_HEAD]].concat();
        assert_eq!(read(&long), Err(Bad::HeadTooLong));
    }

    /// The body of a `PUT` with these headers, of which `rest` comes after the head.
    fn body(headers: &str, rest: &str) -> Result<Vec<u8>, Bad> {
        let head = format!("PUT /a HTTP/1.1\r\n{headers}\r\n");
        let mut head = head.as_bytes();
        Request::read(&mut head).expect("the head is complete").body(&mut rest.as_bytes())
    }

    #[test]
    fn a_body_is_as_long_as_its_head_says() {
        assert_eq!(body("Content-Length: 3\r\n", "abcdef"), Ok(b"abc".to_vec()));
        assert_eq!(body("Content-Length: 0\r\n", ""), Ok(Vec::new()));
        assert_eq!(body("Content-Length: 3\r\n", "ab"), Err(Bad::Gone));
        let mut whole = &b"PUT /a HTTP/1.1\r\nContent-Length: 3\r\n\r\nabcdef"[..];
        let mut request = Request::read(&mut whole).expect("the head is complete");
        assert_eq!(request.body(&mut io::empty()), Ok(b"abc".to_vec()), "it came with the head");
    }

    #[test]
    fn a_body_of_unknown_or_of_too_great_length_is_refused_unread() {
        assert_eq!(body("", "abc"), Err(Bad::NoLength));
        assert_eq!(body("Transfer-Encoding: chunked\r\n", "0\r\n\r\n"), Err(Bad::NoLength));
        let both = "Transfer-Encoding: chunked\r\nContent-Length: 3\r\n";
        assert_eq!(body(both, "abc"), Err(Bad::NoLength));
        assert_eq!(body("Content-Length: 1048577\r\n", ""), Err(Bad::BodyTooLong));
        assert_eq!(body("Content-Length: 99999999999999999999999\r\n", ""), Err(Bad::BodyTooLong));
        assert_eq!(body("Content-Length: +3\r\n", "abc"), Err(Bad::Malformed));
        let twice = "Content-Length: 3\r\nContent-Length: 4\r\n";
        assert_eq!(body(twice, "abcd"), Err(Bad::Malformed));
    }
}
