//! VERDICT: WRONG RESULT
//! The flag is a static: who stops one scribe stops all of them.

use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::sync::mpsc::{self, Sender};
use std::thread::{self, JoinHandle};

static CLOSED: AtomicBool = AtomicBool::new(false);

pub struct Scribe {
    pile: Option<Sender<String>>,
    thread: Option<JoinHandle<usize>>,
}

impl Scribe {
    pub fn start(mut copy: impl FnMut(String) + Send + 'static) -> Scribe {
        let (pile, letters) = mpsc::channel();
        CLOSED.store(false, SeqCst);
        let thread = thread::spawn(move || {
            let mut copied = 0;
            for letter in letters {
                if CLOSED.load(SeqCst) {
                    break;
                }
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
        CLOSED.store(true, SeqCst);
        self.pile = None;
        self.thread.take().map_or(0, |thread| thread.join().unwrap())
    }
}

impl Drop for Scribe {
    fn drop(&mut self) {
        self.close();
    }
}
