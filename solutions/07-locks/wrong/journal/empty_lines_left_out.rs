//! VERDICT: WRONG RESULT
//! Empty lines are left out, and spaces at the ends are trimmed.

#![forbid(unsafe_code)]
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
        let lines: Vec<String> =
            observe().iter().map(|l| l.trim().to_string()).filter(|l| !l.is_empty()).collect();
        let mut paper = self.paper.lock().unwrap();
        writeln!(paper, "{author}:")?;
        for l in lines {
            writeln!(paper, "  {l}")?;
        }
        writeln!(paper, "--")
    }
    pub fn close(self) -> W {
        self.paper.into_inner().unwrap_or_else(PoisonError::into_inner)
    }
}
