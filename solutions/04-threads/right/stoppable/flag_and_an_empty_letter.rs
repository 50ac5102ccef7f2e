//! The flag, and one more message to wake a scribe who sleeps.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::SeqCst};
use std::sync::mpsc::{self, Sender};
use std::thread::{self, JoinHandle};

pub struct Scribe {
    pile: Sender<Option<String>>,
    closed: Arc<AtomicBool>,
    copied: Arc<AtomicUsize>,
    thread: Option<JoinHandle<()>>,
}

impl Scribe {
    pub fn start(mut copy: impl FnMut(String) + Send + 'static) -> Scribe {
        let (pile, letters) = mpsc::channel::<Option<String>>();
        let closed = Arc::new(AtomicBool::new(false));
        let copied = Arc::new(AtomicUsize::new(0));
        let thread = thread::spawn({
            let (closed, copied) = (closed.clone(), copied.clone());
            move || {
                while let Ok(Some(letter)) = letters.recv() {
                    if closed.load(SeqCst) {
                        return;
                    }
                    copy(letter);
                    copied.fetch_add(1, SeqCst);
                }
            }
        });
        Scribe { pile, closed, copied, thread: Some(thread) }
    }

    pub fn give(&self, letter: String) {
        self.pile.send(Some(letter)).unwrap();
    }

    pub fn stop(self) -> usize {
        let copied = self.copied.clone();
        drop(self);
        copied.load(SeqCst)
    }
}

impl Drop for Scribe {
    fn drop(&mut self) {
        self.closed.store(true, SeqCst);
        let _ = self.pile.send(None);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}
