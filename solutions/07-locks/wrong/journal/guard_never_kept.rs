//! VERDICT: DATA RACE
//! A lock beside the paper, as in Python, and a guard that is dropped in the line that makes it.

use std::cell::UnsafeCell;
use std::io::{self, Write};
use std::sync::Mutex;

pub struct Journal<W> {
    door: Mutex<()>,
    paper: UnsafeCell<W>,
}

impl<W: Write> Journal<W> {
    pub fn new(paper: W) -> Journal<W> {
        Journal { door: Mutex::new(()), paper: UnsafeCell::new(paper) }
    }

    pub fn append(&self, author: &str, observe: impl FnOnce() -> Vec<String>) -> io::Result<()> {
        let lines = observe();
        self.door.lock().unwrap();
        // SAFETY: none. The lock above is free again.
        let paper = unsafe { &mut *self.paper.get() };
        writeln!(paper, "{author}:")?;
        for line in lines {
            writeln!(paper, "  {line}")?;
        }
        writeln!(paper, "--")
    }

    pub fn close(self) -> W {
        self.paper.into_inner()
    }
}

// SAFETY: none.
unsafe impl<W: Send> Sync for Journal<W> {}
