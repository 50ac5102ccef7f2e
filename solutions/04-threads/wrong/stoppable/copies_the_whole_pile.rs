//! VERDICT: WRONG RESULT
//! The pile is copied to its end before it stops: the flag is only looked at when the pile is empty.

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
        let c = closed.clone();
        let thread = thread::spawn(move || {
            let mut n = 0;
            loop {
                while let Ok(l) = letters.try_recv() {
                    copy(l);
                    n += 1;
                }
                if c.load(SeqCst) {
                    return n;
                }
                match letters.recv() {
                    Ok(l) => {
                        copy(l);
                        n += 1;
                    }
                    Err(_) => return n,
                }
            }
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
