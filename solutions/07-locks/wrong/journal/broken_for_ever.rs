//! VERDICT: WRONG RESULT
//! After one error nobody can use the journal any more.

#![forbid(unsafe_code)]
use std::io::{self, Write};
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::sync::{Mutex, PoisonError};

pub struct Journal<W> {
    paper: Mutex<W>,
    broken: AtomicBool,
}

impl<W: Write> Journal<W> {
    pub fn new(paper: W) -> Journal<W> {
        Journal { paper: Mutex::new(paper), broken: AtomicBool::new(false) }
    }
    pub fn append(&self, author: &str, observe: impl FnOnce() -> Vec<String>) -> io::Result<()> {
        if self.broken.load(SeqCst) {
            return Err(io::Error::other("broken"));
        }
        let lines = observe();
        let mut paper = self.paper.lock().unwrap();
        let mut go = || {
            writeln!(paper, "{author}:")?;
            for l in lines {
                writeln!(paper, "  {l}")?;
            }
            writeln!(paper, "--")
        };
        let r = go();
        if r.is_err() {
            self.broken.store(true, SeqCst);
        }
        r
    }
    pub fn close(self) -> W {
        self.paper.into_inner().unwrap_or_else(PoisonError::into_inner)
    }
}
