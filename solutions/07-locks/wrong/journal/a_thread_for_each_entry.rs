//! VERDICT: WRONG RESULT
//! Each entry is written on a thread of its own, so two entries of one watchman may change places.

use std::io::{self, Write};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};

pub struct Journal<W> {
    writing: Mutex<Vec<JoinHandle<()>>>,
    paper: Arc<Mutex<W>>,
}

impl<W: Write + Send + 'static> Journal<W> {
    pub fn new(paper: W) -> Journal<W> {
        Journal { writing: Mutex::new(Vec::new()), paper: Arc::new(Mutex::new(paper)) }
    }

    pub fn append(&self, author: &str, observe: impl FnOnce() -> Vec<String>) -> io::Result<()> {
        // The paper is shared with the threads that write.
        let (lines, author, paper) = (observe(), author.to_owned(), Arc::clone(&self.paper));
        let writing = thread::spawn(move || {
            let mut paper = paper.lock().unwrap();
            let _ = writeln!(paper, "{author}:");
            for line in lines {
                let _ = writeln!(paper, "  {line}");
            }
            let _ = writeln!(paper, "--");
        });
        self.writing.lock().unwrap().push(writing);
        Ok(())
    }

    pub fn close(self) -> W {
        for writing in self.writing.into_inner().unwrap() {
            writing.join().unwrap();
        }
        let Ok(paper) = Arc::try_unwrap(self.paper) else {
            unreachable!("every writer was joined")
        };
        paper.into_inner().unwrap()
    }
}
