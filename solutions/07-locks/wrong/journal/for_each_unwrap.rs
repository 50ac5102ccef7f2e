//! VERDICT: PANICKED
//! A closure cannot `?`, so a later error of the paper is a panic under the lock.

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
        let lines = observe();
        let mut paper = self.paper.lock().unwrap();
        writeln!(paper, "{author}:")?;
        lines.iter().for_each(|l| writeln!(paper, "  {l}").unwrap());
        writeln!(paper, "--")
    }
    pub fn close(self) -> W {
        self.paper.into_inner().unwrap_or_else(PoisonError::into_inner)
    }
}
