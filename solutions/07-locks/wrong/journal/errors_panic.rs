//! VERDICT: PANICKED
//! An error of the paper becomes a panic, and poisons the lock for everybody else.

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
        let mut paper = self.paper.lock().unwrap();
        writeln!(paper, "{author}:").unwrap();
        for line in lines {
            writeln!(paper, "  {line}").unwrap();
        }
        writeln!(paper, "--").unwrap();
        Ok(())
    }

    pub fn close(self) -> W {
        self.paper.into_inner().unwrap_or_else(PoisonError::into_inner)
    }
}
