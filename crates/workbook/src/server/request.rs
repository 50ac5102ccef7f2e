//! The head of a request.

use std::io::Read;

/// How long the head may be, in bytes; browsers send about 1 KB.
const LONGEST: usize = 16 << 10;

/// How many headers are looked at.
const HEADERS: usize = 64;

/// What the server needs to know of a request.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Request {
    pub method: String,
    /// As it was sent: still percent-encoded, with its query.
    pub target: String,
    /// The `Host` headers; there should be exactly one.
    pub hosts: Vec<String>,
    /// The `Origin` headers; a page's own links send none.
    pub origins: Vec<String>,
}

/// Why there is no request.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Bad {
    /// The other side closed or fell silent.
    Gone,
    Malformed,
    TooLong,
}

impl Request {
    /// Reads up to the end of the head. A body is left unread: nothing here takes one.
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
            if head.len() > LONGEST {
                return Err(Bad::TooLong);
            }
        }
    }

    /// The request, if the whole head is there.
    fn parse(head: &[u8]) -> Result<Option<Request>, Bad> {
        let mut headers = [httparse::EMPTY_HEADER; HEADERS];
        let mut parsed = httparse::Request::new(&mut headers);
        match parsed.parse(head) {
            Ok(httparse::Status::Complete(_)) => {}
            Ok(httparse::Status::Partial) => return Ok(None),
            Err(httparse::Error::TooManyHeaders) => return Err(Bad::TooLong),
            Err(_) => return Err(Bad::Malformed),
        }
        let mut request = Request {
            method: parsed.method.unwrap_or_default().to_owned(),
            target: parsed.path.unwrap_or_default().to_owned(),
            ..Request::default()
        };
        for header in parsed.headers {
            let value = || String::from_utf8_lossy(header.value).into_owned();
            if header.name.eq_ignore_ascii_case("host") {
                request.hosts.push(value());
            } else if header.name.eq_ignore_ascii_case("origin") {
                request.origins.push(value());
            }
        }
        Ok(Some(request))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_in_pieces_is_read_to_its_end() {
        let (first, second) = (&b"GET /a?b HTTP/1.1\r\nHo"[..], &b"st: x\r\nORIGIN: y\r\n\r\n"[..]);
        let request = Request::read(&mut first.chain(second)).expect("the head is complete");
        let expected = Request {
            method: "GET".into(),
            target: "/a?b".into(),
            hosts: vec!["x".into()],
            origins: vec!["y".into()],
        };
        assert_eq!(request, expected);
    }

    #[test]
    fn what_is_no_head_is_refused() {
        let read = |mut bytes: &[u8]| Request::read(&mut bytes);
        assert_eq!(read(b"GET / HTTP/1.1\r\n"), Err(Bad::Gone));
        assert_eq!(read(b"\x16\x03\x01 what TLS begins with\r\n\r\n"), Err(Bad::Malformed));
        let long = [&b"GET / HTTP/1.1\r\nA: "[..], &[b'a'; LONGEST]].concat();
        assert_eq!(read(&long), Err(Bad::TooLong));
    }
}
