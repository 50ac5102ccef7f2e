//! The paper is in a channel. Who receives it writes and sends it back: a lock made of a message.

use std::io::{self, Write};
use std::sync::Mutex;
use std::sync::mpsc::{self, Receiver, Sender};

pub struct Journal<W> {
    paper: Sender<W>,
    inbox: Mutex<Receiver<W>>,
}

impl<W: Write> Journal<W> {
    pub fn new(paper: W) -> Journal<W> {
        let (sender, inbox) = mpsc::channel();
        sender.send(paper).expect("the receiver is here");
        Journal { paper: sender, inbox: Mutex::new(inbox) }
    }

    pub fn append(&self, author: &str, observe: impl FnOnce() -> Vec<String>) -> io::Result<()> {
        let lines = observe();
        let mut paper = self.inbox.lock().unwrap().recv().expect("this journal keeps a sender");
        let written = write_entry(&mut paper, author, &lines);
        self.paper.send(paper).expect("this journal keeps the receiver");
        written
    }

    pub fn close(self) -> W {
        self.inbox.into_inner().unwrap().recv().expect("every writer has sent the paper back")
    }
}

fn write_entry(paper: &mut impl Write, author: &str, lines: &[String]) -> io::Result<()> {
    writeln!(paper, "{author}:")?;
    for line in lines {
        writeln!(paper, "  {line}")?;
    }
    writeln!(paper, "--")
}
