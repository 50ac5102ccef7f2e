//! VERDICT: LOST UPDATE
//! If somebody else is writing, the entry is not written at all, and nobody is told.

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
        let lines = observe();
        let Ok(mut paper) = self.paper.try_lock() else { return Ok(()) };
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
