//! VERDICT: RAN SERIALLY
//! A pile with room for sixteen: who gives a seventeenth letter waits.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::sync::mpsc::{self, SyncSender};
use std::thread::{self, JoinHandle};
pub struct Scribe {
    pile: Option<SyncSender<String>>,
    closed: Arc<AtomicBool>,
    thread: Option<JoinHandle<usize>>,
}
impl Scribe {
    pub fn start(mut copy: impl FnMut(String) + Send + 'static) -> Scribe {
        let (pile, letters) = mpsc::sync_channel(16);
        let closed = Arc::new(AtomicBool::new(false));
        let c = closed.clone();
        let thread = thread::spawn(move || {
            let mut n = 0;
            for l in letters {
                if c.load(SeqCst) {
                    break;
                }
                copy(l);
                n += 1;
            }
            n
        });
        Scribe { pile: Some(pile), closed, thread: Some(thread) }
    }
    pub fn give(&self, letter: String) {
        if let Some(p) = &self.pile {
            let _ = p.send(letter);
        }
    }
    pub fn stop(mut self) -> usize {
        self.close()
    }
    fn close(&mut self) -> usize {
        self.closed.store(true, SeqCst);
        self.pile = None;
        self.thread.take().map_or(0, |t| t.join().unwrap())
    }
}
impl Drop for Scribe {
    fn drop(&mut self) {
        self.close();
    }
}
