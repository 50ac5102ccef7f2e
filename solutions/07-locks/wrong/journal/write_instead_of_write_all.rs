//! VERDICT: WRONG RESULT
//! `write` may take less than all of it, and says how much. Nobody listens.

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
        self.paper.lock().unwrap().write(format!("{author}:\n{lines}--\n").as_bytes())?;
        Ok(())
    }

    pub fn close(self) -> W {
        self.paper.into_inner().unwrap_or_else(PoisonError::into_inner)
    }
}
