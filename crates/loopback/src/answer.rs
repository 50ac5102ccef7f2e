//! What the server says to a request, and what goes wrong meanwhile.

use std::time::Duration;

use serde::{Deserialize, Serialize};

/// A place in an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Point {
    /// The whole request was read, and nothing was sent.
    Start,
    /// The head and so many bytes of the body were sent.
    Body(usize),
}

/// An answer to one request.
///
/// It is sent with its `Content-Length`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
    pub(crate) slow: Duration,
    pub(crate) holds: Vec<Point>,
    pub(crate) cut: Option<Point>,
}

impl Answer {
    /// 200, with that body.
    pub fn ok(body: impl Into<Vec<u8>>) -> Answer {
        Answer { body: body.into(), ..Answer::status(200) }
    }

    /// That status, and no body.
    pub fn status(status: u16) -> Answer {
        let (headers, body, holds) = (Vec::new(), Vec::new(), Vec::new());
        Answer { status, headers, body, slow: Duration::ZERO, holds, cut: None }
    }

    /// No answer: the request is read, and the connection is closed.
    pub fn none() -> Answer {
        Answer::status(200).cut(Point::Start)
    }

    /// With another body.
    #[must_use]
    pub fn body(self, body: impl Into<Vec<u8>>) -> Answer {
        Answer { body: body.into(), ..self }
    }

    /// With one more header, such as `Set-Cookie`.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Answer {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Begins after that time.
    #[must_use]
    pub fn slow(self, time: Duration) -> Answer {
        Answer { slow: time, ..self }
    }

    /// Stands at that point until the server is told to let it go. An answer may be held several times, at one point
    /// after the other.
    #[must_use]
    pub fn hold(mut self, point: Point) -> Answer {
        self.holds.push(point);
        self
    }

    /// Ends at that point, and the connection with it. It is not held any more behind it.
    #[must_use]
    pub fn cut(self, point: Point) -> Answer {
        Answer { cut: Some(point), ..self }
    }
}
