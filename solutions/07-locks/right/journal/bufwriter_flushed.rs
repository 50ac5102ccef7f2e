//! A BufWriter under the lock, flushed before it is dropped.

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
        let mut g = self.paper.lock().unwrap_or_else(PoisonError::into_inner);
        let mut paper = io::BufWriter::new(&mut *g);
        let r = (|| {
            writeln!(paper, "{author}:")?;
            for l in &lines {
                writeln!(paper, "  {l}")?;
            }
            writeln!(paper, "--")?;
            paper.flush()
        })();
        let _ = paper.into_parts();
        r
    }
    pub fn close(self) -> W {
        self.paper.into_inner().unwrap_or_else(PoisonError::into_inner)
    }
}
