//! VERDICT: WRONG RESULT
//! The sender is dropped. What was sent before is still there, and is copied to the end.

use std::sync::mpsc::{self, Sender};
use std::thread::{self, JoinHandle};

pub struct Scribe {
    pile: Option<Sender<String>>,
    thread: Option<JoinHandle<usize>>,
}

impl Scribe {
    pub fn start(mut copy: impl FnMut(String) + Send + 'static) -> Scribe {
        let (pile, letters) = mpsc::channel();
        let thread = thread::spawn(move || {
            let mut copied = 0;
            for letter in letters {
                copy(letter);
                copied += 1;
            }
            copied
        });
        Scribe { pile: Some(pile), thread: Some(thread) }
    }

    pub fn give(&self, letter: String) {
        self.pile.as_ref().unwrap().send(letter).unwrap();
    }

    pub fn stop(mut self) -> usize {
        self.close()
    }

    fn close(&mut self) -> usize {
        self.pile = None;
        self.thread.take().map_or(0, |thread| thread.join().unwrap())
    }
}

impl Drop for Scribe {
    fn drop(&mut self) {
        self.close();
    }
}
