//! VERDICT: DEADLOCK
//! The flag is raised, and a scribe who sleeps in `recv` does not look at it.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::sync::mpsc::{self, Sender};
use std::thread::{self, JoinHandle};

pub struct Scribe {
    pile: Option<Sender<String>>,
    closed: Arc<AtomicBool>,
    thread: Option<JoinHandle<usize>>,
}

impl Scribe {
    pub fn start(mut copy: impl FnMut(String) + Send + 'static) -> Scribe {
        let (pile, letters) = mpsc::channel();
        let closed = Arc::new(AtomicBool::new(false));
        let stop = closed.clone();
        let thread = thread::spawn(move || {
            let mut copied = 0;
            for letter in letters {
                if stop.load(SeqCst) {
                    break;
                }
                copy(letter);
                copied += 1;
            }
            copied
        });
        Scribe { pile: Some(pile), closed, thread: Some(thread) }
    }

    pub fn give(&self, letter: String) {
        self.pile.as_ref().unwrap().send(letter).unwrap();
    }

    pub fn stop(mut self) -> usize {
        self.close()
    }

    fn close(&mut self) -> usize {
        self.closed.store(true, SeqCst);
        self.thread.take().map_or(0, |thread| thread.join().unwrap())
    }
}

impl Drop for Scribe {
    fn drop(&mut self) {
        self.close();
    }
}
