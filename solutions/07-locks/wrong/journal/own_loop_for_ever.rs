//! VERDICT: NO PROGRESS
//! Its own loop around `write` goes on for ever on paper that is full.

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
        let mut paper = self.paper.lock().unwrap();
        let t = text(author, &lines);
        let mut b = t.as_bytes();
        while !b.is_empty() {
            let n = paper.write(b)?;
            b = &b[n..];
        }
        Ok(())
    }
    pub fn close(self) -> W {
        self.paper.into_inner().unwrap_or_else(PoisonError::into_inner)
    }
}
fn text(a: &str, l: &[String]) -> String {
    let mut s = format!("{a}:\n");
    for l in l {
        s += "  ";
        s += l;
        s += "\n";
    }
    s + "--\n"
}
