//! VERDICT: LOCK HELD TOO LONG
//! Two watchmen may walk at a time.

#![forbid(unsafe_code)]
use std::io::{self, Write};
use std::sync::Condvar;
use std::sync::{Mutex, PoisonError};

pub struct Journal<W> {
    paper: Mutex<W>,
    lamps: Mutex<u32>,
    cv: Condvar,
}

impl<W: Write> Journal<W> {
    pub fn new(paper: W) -> Journal<W> {
        Journal { paper: Mutex::new(paper), lamps: Mutex::new(2), cv: Condvar::new() }
    }
    pub fn append(&self, author: &str, observe: impl FnOnce() -> Vec<String>) -> io::Result<()> {
        let mut p = self.lamps.lock().unwrap();
        while *p == 0 {
            p = self.cv.wait(p).unwrap();
        }
        *p -= 1;
        drop(p);
        struct G<'a>(&'a Mutex<u32>, &'a Condvar);
        impl Drop for G<'_> {
            fn drop(&mut self) {
                *self.0.lock().unwrap_or_else(PoisonError::into_inner) += 1;
                self.1.notify_one();
            }
        }
        let g = G(&self.lamps, &self.cv);
        let lines = observe();
        drop(g);
        let mut paper = self.paper.lock().unwrap();
        writeln!(paper, "{author}:")?;
        for l in lines {
            writeln!(paper, "  {l}")?;
        }
        writeln!(paper, "--")
    }
    pub fn close(self) -> W {
        self.paper.into_inner().unwrap_or_else(PoisonError::into_inner)
    }
}
