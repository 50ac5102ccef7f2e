//! VERDICT: TORN WRITE
//! The name goes onto the paper before the walk. Until the rest comes, others write under it.

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
        writeln!(self.paper.lock().unwrap(), "{author}:")?;
        let lines = observe();
        let mut paper = self.paper.lock().unwrap();
        for line in lines {
            writeln!(paper, "  {line}")?;
        }
        writeln!(paper, "--")
    }

    pub fn close(self) -> W {
        self.paper.into_inner().unwrap_or_else(PoisonError::into_inner)
    }
}
