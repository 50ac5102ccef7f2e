//! What a log is made of, and what is counted in it. Nothing is to be written here.
//!
//! A line of a web server's log, in the Common Log Format, is one visit:
//!
//! ```text
//! 203.0.113.7, 10.0.0.2 - - [01/Nov/2026:06:12:09 +0000] "GET /a HTTP/1.1" 200 5120
//! ```
//!
//! In front is the address of the visitor, and of each proxy on the way. Of the rest nothing is looked at. It may be
//! anything, also bytes that are no text.

use std::any::Any;
use std::collections::HashSet;
use std::net::IpAddr;

/// The longest line that can be a visit, in bytes, without the `\n`. What is longer is broken.
pub const LONGEST: usize = 8 << 10;

/// What was counted. Each line is one of three kinds, so nothing is left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Lines that begin with addresses and ` - `.
    pub visits: u64,
    /// Lines with nothing in them, or white space only.
    pub blank: u64,
    /// All other lines.
    pub broken: u64,
    /// The addresses of all visits, each of them once, however it was spelled.
    pub addresses: HashSet<IpAddr>,
}

// ANCHOR: add
impl Tally {
    /// All lines that were counted.
    pub fn lines(&self) -> u64 {
        self.visits + self.blank + self.broken
    }

    /// Counts one line, without its `\n`. A `\r` at its end does no harm. It need not be given more than
    /// `LONGEST + 1` bytes of a line that is too long.
    pub fn add(&mut self, line: &[u8]) {
        if line.len() > LONGEST {
            self.broken += 1;
        } else if line.trim_ascii().is_empty() {
            self.blank += 1;
        } else if self.add_addresses(line).is_some() {
            self.visits += 1;
        } else {
            self.broken += 1;
        }
    }

    /// Takes in the addresses at the beginning of a line; all of them, or none if one of them is not an address.
    fn add_addresses(&mut self, line: &[u8]) -> Option<()> {
        // The ` - ` behind them: no address has a hyphen in it.
        let hyphen = line.iter().position(|&byte| byte == b'-')?;
        let before = line[..hyphen].strip_suffix(b" ")?;
        let list = || before.split(|&byte| byte == b',').map(address);
        if line.get(hyphen + 1) != Some(&b' ') || !list().all(|address| address.is_some()) {
            return None;
        }
        self.addresses.extend(list().flatten());
        Some(())
    }
}
// ANCHOR_END: add

/// The address that these bytes spell. `::ffff:203.0.113.7` is `203.0.113.7`, which came in over IPv6.
fn address(bytes: &[u8]) -> Option<IpAddr> {
    let text = str::from_utf8(bytes.trim_ascii()).ok()?;
    Some(text.parse::<IpAddr>().ok()?.to_canonical())
}

/// What somebody panicked with, as a text.
pub fn text_of(payload: Box<dyn Any + Send>) -> String {
    match payload.downcast::<String>() {
        Ok(text) => *text,
        Err(payload) => payload.downcast_ref::<&str>().map_or("no text", |text| text).to_owned(),
    }
}
