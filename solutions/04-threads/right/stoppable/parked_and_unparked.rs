//! A pile behind a lock; the scribe parks when it is empty.

use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};

pub struct Scribe {
    pile: Arc<(Mutex<Vec<String>>, AtomicBool)>,
    thread: Option<JoinHandle<usize>>,
}

impl Scribe {
    pub fn start(mut copy: impl FnMut(String) + Send + 'static) -> Scribe {
        let pile = Arc::new((Mutex::new(Vec::new()), AtomicBool::new(false)));
        let room = pile.clone();
        let thread = thread::spawn(move || {
            let mut copied = 0;
            while !room.1.load(SeqCst) {
                let next = {
                    let mut pile = room.0.lock().unwrap();
                    if pile.is_empty() { None } else { Some(pile.remove(0)) }
                };
                match next {
                    None => thread::park(),
                    Some(letter) => {
                        copy(letter);
                        copied += 1;
                    }
                }
            }
            copied
        });
        Scribe { pile, thread: Some(thread) }
    }

    pub fn give(&self, letter: String) {
        self.pile.0.lock().unwrap().push(letter);
        self.wake();
    }

    pub fn stop(mut self) -> usize {
        self.close()
    }

    fn wake(&self) {
        if let Some(thread) = &self.thread {
            thread.thread().unpark();
        }
    }

    fn close(&mut self) -> usize {
        self.pile.1.store(true, SeqCst);
        self.wake();
        self.thread.take().map_or(0, |thread| thread.join().unwrap())
    }
}

impl Drop for Scribe {
    fn drop(&mut self) {
        self.close();
    }
}
