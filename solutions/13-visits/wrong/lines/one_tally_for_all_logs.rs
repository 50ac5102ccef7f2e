//! VERDICT: WRONG RESULT
//! The count is in a static, and goes on from log to log.

use std::cell::RefCell;
use std::io::{self, BufRead, BufReader, Read};

use crate::log::{LONGEST, Tally};

thread_local! {
    static TALLY: RefCell<Tally> = RefCell::default();
}

pub fn tally(log: impl Read) -> io::Result<Tally> {
    let mut log = BufReader::new(log);
    let mut line = Vec::new();
    loop {
        line.clear();
        if log.by_ref().take(LONGEST as u64 + 1).read_until(b'\n', &mut line)? == 0 {
            return Ok(TALLY.with_borrow(Tally::clone));
        }
        if line.last() == Some(&b'\n') {
            line.pop();
        } else {
            log.skip_until(b'\n')?;
        }
        TALLY.with_borrow_mut(|tally| tally.add(&line));
    }
}
