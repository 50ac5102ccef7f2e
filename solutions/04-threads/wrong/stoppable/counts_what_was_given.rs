//! VERDICT: WRONG RESULT
//! `stop` says how many letters were given.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::SeqCst};
use std::sync::mpsc::{self, Sender};
use std::thread::{self, JoinHandle};

pub struct Scribe {
    pile: Option<Sender<String>>,
    closed: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
    given: AtomicUsize,
}

impl Scribe {
    pub fn start(mut copy: impl FnMut(String) + Send + 'static) -> Scribe {
        let (pile, letters) = mpsc::channel();
        let closed = Arc::new(AtomicBool::new(false));
        let stop = closed.clone();
        let thread = thread::spawn(move || {
            for letter in letters {
                if stop.load(SeqCst) {
                    break;
                }
                copy(letter);
            }
        });
        Scribe { pile: Some(pile), closed, thread: Some(thread), given: AtomicUsize::new(0) }
    }

    pub fn give(&self, letter: String) {
        self.given.fetch_add(1, SeqCst);
        self.pile.as_ref().unwrap().send(letter).unwrap();
    }

    pub fn stop(mut self) -> usize {
        self.close()
    }

    fn close(&mut self) -> usize {
        self.closed.store(true, SeqCst);
        self.pile = None;
        if let Some(thread) = self.thread.take() {
            thread.join().unwrap();
        }
        self.given.load(SeqCst)
    }
}

impl Drop for Scribe {
    fn drop(&mut self) {
        self.close();
    }
}
