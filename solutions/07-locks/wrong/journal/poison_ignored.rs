//! VERDICT: LOCK HELD TOO LONG
//! A panic on the walk poisons the lock, and that is papered over. The walk is still under the lock.

use std::io::{self, Write};
use std::sync::{Mutex, PoisonError};

pub struct Journal<W> {
    paper: Mutex<W>,
}

impl<W: Write> Journal<W> {
    pub fn new(paper: W) -> Journal<W> {
        Journal { paper: Mutex::new(paper) }
    }

    pub fn append(&self, author: &str, observe: impl FnOnce() -> Vec<String>) -> io::Result<()> {
        let mut paper = self.paper.lock().unwrap_or_else(PoisonError::into_inner);
        let lines = observe();
        writeln!(paper, "{author}:")?;
        for line in lines {
            writeln!(paper, "  {line}")?;
        }
        writeln!(paper, "--")
    }

    pub fn close(self) -> W {
        self.paper.into_inner().unwrap_or_else(PoisonError::into_inner)
    }
}
