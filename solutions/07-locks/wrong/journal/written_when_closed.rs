//! VERDICT: WRONG RESULT
//! Entries are collected and written at the end. By then there is nobody left to be told of an error.

use std::io::{self, Write};
use std::sync::Mutex;

pub struct Journal<W> {
    entries: Mutex<Vec<String>>,
    paper: W,
}

impl<W: Write> Journal<W> {
    pub fn new(paper: W) -> Journal<W> {
        Journal { entries: Mutex::new(Vec::new()), paper }
    }

    pub fn append(&self, author: &str, observe: impl FnOnce() -> Vec<String>) -> io::Result<()> {
        let lines = observe();
        let mut entry = format!("{author}:\n");
        for line in lines {
            entry += &format!("  {line}\n");
        }
        entry += "--\n";
        self.entries.lock().unwrap().push(entry);
        Ok(())
    }

    pub fn close(self) -> W {
        let Journal { entries, mut paper } = self;
        for entry in entries.into_inner().unwrap() {
            let _ = paper.write_all(entry.as_bytes());
        }
        paper
    }
}
