//! VERDICT: NO PROGRESS
//! A flag for a lock. When the paper fails, `?` leaves the function, and the flag stays up.

use std::io::{self, Write};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

pub struct Journal<W> {
    busy: AtomicBool,
    paper: Mutex<W>,
}

impl<W: Write> Journal<W> {
    pub fn new(paper: W) -> Journal<W> {
        Journal { busy: AtomicBool::new(false), paper: Mutex::new(paper) }
    }

    pub fn append(&self, author: &str, observe: impl FnOnce() -> Vec<String>) -> io::Result<()> {
        let lines = observe();
        while self.busy.swap(true, Ordering::SeqCst) {
            std::thread::yield_now();
        }
        let mut paper = self.paper.lock().unwrap();
        writeln!(paper, "{author}:")?;
        for line in lines {
            writeln!(paper, "  {line}")?;
        }
        writeln!(paper, "--")?;
        self.busy.store(false, Ordering::SeqCst);
        Ok(())
    }

    pub fn close(self) -> W {
        self.paper.into_inner().unwrap_or_else(PoisonError::into_inner)
    }
}
