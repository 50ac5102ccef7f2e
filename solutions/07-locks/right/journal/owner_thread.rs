//! One thread owns the paper, and everybody sends it whole entries: as with a `queue.Queue` in Python.

use std::io::{self, Write};
use std::sync::mpsc::{self, Sender};
use std::thread::{self, JoinHandle};

struct Entry {
    text: String,
    written: Sender<io::Result<()>>,
}

pub struct Journal<W> {
    entries: Sender<Entry>,
    owner: JoinHandle<W>,
}

impl<W: Write + Send + 'static> Journal<W> {
    pub fn new(mut paper: W) -> Journal<W> {
        let (entries, inbox) = mpsc::channel::<Entry>();
        let owner = thread::spawn(move || {
            for entry in inbox {
                let written = paper.write_all(entry.text.as_bytes());
                // Whoever sent the entry waits for this.
                entry.written.send(written).unwrap();
            }
            paper
        });
        Journal { entries, owner }
    }

    pub fn append(&self, author: &str, observe: impl FnOnce() -> Vec<String>) -> io::Result<()> {
        let lines: String = observe().into_iter().map(|line| format!("  {line}\n")).collect();
        let (written, answer) = mpsc::channel();
        self.entries.send(Entry { text: format!("{author}:\n{lines}--\n"), written }).unwrap();
        answer.recv().unwrap()
    }

    pub fn close(self) -> W {
        let Journal { entries, owner } = self;
        // Without a sender the owner's loop ends.
        drop(entries);
        owner.join().unwrap()
    }
}
