//! VERDICT: NO PROGRESS
//! The thread looks at flag and pile, sleeps for a millisecond, and looks again.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::sync::mpsc::{self, Sender};
use std::thread::{self, JoinHandle};
use std::time::Duration;

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
            while !stop.load(SeqCst) {
                match letters.try_recv() {
                    Ok(letter) => {
                        copy(letter);
                        copied += 1;
                    }
                    Err(_) => thread::sleep(Duration::from_millis(1)),
                }
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
        self.pile = None;
        self.thread.take().map_or(0, |thread| thread.join().unwrap())
    }
}

impl Drop for Scribe {
    fn drop(&mut self) {
        self.close();
    }
}
