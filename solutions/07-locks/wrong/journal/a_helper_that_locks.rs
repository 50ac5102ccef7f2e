//! VERDICT: TORN WRITE
//! The lock is hidden in a helper, and taken anew for each line.

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
        self.line(&format!("{author}:"))?;
        for line in lines {
            self.line(&format!("  {line}"))?;
        }
        self.line("--")
    }

    pub fn close(self) -> W {
        self.paper.into_inner().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<W: Write> Journal<W> {
    fn line(&self, text: &str) -> io::Result<()> {
        writeln!(self.paper.lock().unwrap(), "{text}")
    }
}
