//! As in Python: the entry is put together as one text, and written with one call under the lock.

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
        let lines: String = observe().into_iter().map(|line| format!("  {line}\n")).collect();
        self.paper.lock().unwrap().write_all(format!("{author}:\n{lines}--\n").as_bytes())
    }

    pub fn close(self) -> W {
        self.paper.into_inner().unwrap_or_else(PoisonError::into_inner)
    }
}
