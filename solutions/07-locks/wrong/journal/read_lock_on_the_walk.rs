//! VERDICT: LOCK HELD TOO LONG
//! Several watchmen may be on a walk with the read lock, and none can write before the others are back.

use std::io::{self, Write};
use std::sync::{PoisonError, RwLock};

pub struct Journal<W> {
    paper: RwLock<W>,
}

impl<W: Write> Journal<W> {
    pub fn new(paper: W) -> Journal<W> {
        Journal { paper: RwLock::new(paper) }
    }

    pub fn append(&self, author: &str, observe: impl FnOnce() -> Vec<String>) -> io::Result<()> {
        let walk = self.paper.read().unwrap();
        let lines = observe();
        drop(walk);
        let mut paper = self.paper.write().unwrap();
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
