//! What the server got.

use serde::{Deserialize, Serialize};

/// What became of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum State {
    /// It is being answered.
    UnderWay,
    /// Its answer stands at the point where it is held.
    Held,
    /// Its answer was sent whole.
    Answered,
    /// Its connection was closed as the answer, or the death of the server, wanted it.
    Dropped,
    /// Whoever had sent it has closed the connection before the answer was sent.
    Gone,
}

/// A request that the server got, whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Request {
    /// Requests are counted from 0, as they come.
    pub number: usize,
    /// Such as `GET`.
    pub method: String,
    /// The path, with the query if there is one.
    pub target: String,
    /// Names in small letters, in the order in which they came.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
    /// What became of it.
    pub state: State,
}

impl Request {
    /// The path without the query.
    pub fn path(&self) -> &str {
        self.target.split('?').next().unwrap_or_default()
    }

    /// The first header of that name.
    pub fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(header, _)| header.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }

    /// The cookie of that name.
    pub fn cookie(&self, name: &str) -> Option<&str> {
        let pairs =
            self.header("cookie")?.split(';').filter_map(|pair| pair.trim().split_once('='));
        pairs.filter(|(key, _)| *key == name).map(|(_, value)| value).next()
    }

    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// Whether nothing more will happen to it.
    pub fn is_over(&self) -> bool {
        !matches!(self.state, State::UnderWay | State::Held)
    }
}
