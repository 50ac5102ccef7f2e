//! VERDICT: BOUND EXCEEDED
//! The whole log is in memory before the first line is counted.

use std::io::{self, Read};

use crate::log::Tally;

pub fn tally(mut log: impl Read) -> io::Result<Tally> {
    let mut bytes = Vec::new();
    log.read_to_end(&mut bytes)?;
    let mut tally = Tally::default();
    if !bytes.is_empty() {
        let lines = bytes.strip_suffix(b"\n").unwrap_or(&bytes);
        lines.split(|&byte| byte == b'\n').for_each(|line| tally.add(line));
    }
    Ok(tally)
}
