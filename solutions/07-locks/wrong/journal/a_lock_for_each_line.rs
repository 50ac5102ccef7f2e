//! VERDICT: TORN WRITE
//! Every line is whole. Between two of them the lock is free.

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
        writeln!(self.paper.lock().unwrap(), "{author}:")?;
        for line in lines {
            writeln!(self.paper.lock().unwrap(), "  {line}")?;
        }
        writeln!(self.paper.lock().unwrap(), "--")
    }

    pub fn close(self) -> W {
        self.paper.into_inner().unwrap_or_else(PoisonError::into_inner)
    }
}
