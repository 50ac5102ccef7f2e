//! VERDICT: LOCK HELD TOO LONG
//! A second lock around all of it: entries are whole, and the walks wait for each other.

use std::io::{self, Write};
use std::sync::{Mutex, PoisonError};

pub struct Journal<W> {
    turn: Mutex<()>,
    paper: Mutex<W>,
}

impl<W: Write> Journal<W> {
    pub fn new(paper: W) -> Journal<W> {
        Journal { turn: Mutex::new(()), paper: Mutex::new(paper) }
    }

    pub fn append(&self, author: &str, observe: impl FnOnce() -> Vec<String>) -> io::Result<()> {
        let _turn = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
        let lines = observe();
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
