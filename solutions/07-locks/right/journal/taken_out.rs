//! The paper is taken out of its place, and others wait on a Condvar until it is back.

#![forbid(unsafe_code)]
use std::io::{self, Write};
use std::sync::Condvar;
use std::sync::{Mutex, PoisonError};

pub struct Journal<W> {
    paper: Mutex<Option<W>>,
    cv: Condvar,
}

impl<W: Write> Journal<W> {
    pub fn new(paper: W) -> Journal<W> {
        Journal { paper: Mutex::new(Some(paper)), cv: Condvar::new() }
    }
    pub fn append(&self, author: &str, observe: impl FnOnce() -> Vec<String>) -> io::Result<()> {
        let lines = observe();
        let mut paper = self
            .cv
            .wait_while(self.paper.lock().unwrap(), |p| p.is_none())
            .unwrap()
            .take()
            .unwrap();
        let r = (|| {
            writeln!(paper, "{author}:")?;
            lines.iter().try_for_each(|l| writeln!(paper, "  {l}"))?;
            writeln!(paper, "--")
        })();
        *self.paper.lock().unwrap() = Some(paper);
        self.cv.notify_one();
        r
    }
    pub fn close(self) -> W {
        self.paper.into_inner().unwrap().unwrap()
    }
}
