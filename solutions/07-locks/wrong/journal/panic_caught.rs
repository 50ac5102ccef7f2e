//! VERDICT: WRONG RESULT
//! The panic of the walk is caught and turned into an entry without lines. The watchman has met a burglar, and
//! nobody gets to know.

use std::io::{self, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Mutex, PoisonError};

pub struct Journal<W> {
    paper: Mutex<W>,
}

impl<W: Write> Journal<W> {
    pub fn new(paper: W) -> Journal<W> {
        Journal { paper: Mutex::new(paper) }
    }

    pub fn append(&self, author: &str, observe: impl FnOnce() -> Vec<String>) -> io::Result<()> {
        let lines = catch_unwind(AssertUnwindSafe(observe)).unwrap_or_default();
        let mut paper = self.paper.lock().unwrap();
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
