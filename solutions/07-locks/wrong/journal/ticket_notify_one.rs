//! VERDICT: DEADLOCK
//! A ticket lock with a Condvar whose notify_one may wake the wrong one.

#![forbid(unsafe_code)]
use std::io::{self, Write};
use std::sync::Condvar;
use std::sync::{Mutex, PoisonError};

pub struct Journal<W> {
    paper: Mutex<W>,
    turn: Mutex<(u64, u64)>,
    cv: Condvar,
}

impl<W: Write> Journal<W> {
    pub fn new(paper: W) -> Journal<W> {
        Journal { paper: Mutex::new(paper), turn: Mutex::default(), cv: Condvar::new() }
    }
    pub fn append(&self, author: &str, observe: impl FnOnce() -> Vec<String>) -> io::Result<()> {
        let lines = observe();
        let mut t = self.turn.lock().unwrap();
        let mine = t.0;
        t.0 += 1;
        while t.1 != mine {
            t = self.cv.wait(t).unwrap();
        }
        drop(t);
        let r = (|| {
            let mut paper = self.paper.lock().unwrap();
            writeln!(paper, "{author}:")?;
            for l in lines {
                writeln!(paper, "  {l}")?;
            }
            writeln!(paper, "--")
        })();
        self.turn.lock().unwrap().1 += 1;
        self.cv.notify_one();
        r
    }
    pub fn close(self) -> W {
        self.paper.into_inner().unwrap_or_else(PoisonError::into_inner)
    }
}
