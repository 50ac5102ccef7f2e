//! To stop is to hang up a second channel: `try_recv` on it says whether somebody still holds the other end.

use std::sync::mpsc::{self, Sender, TryRecvError};
use std::thread::{self, JoinHandle};

pub struct Scribe {
    ends: Option<(Sender<String>, Sender<()>)>,
    thread: Option<JoinHandle<usize>>,
}

impl Scribe {
    pub fn start(mut copy: impl FnMut(String) + Send + 'static) -> Scribe {
        let (pile, letters) = mpsc::channel();
        let (open, closed) = mpsc::channel();
        let thread = thread::spawn(move || {
            let mut copied = 0;
            while let Ok(letter) = letters.recv() {
                if closed.try_recv() == Err(TryRecvError::Disconnected) {
                    break;
                }
                copy(letter);
                copied += 1;
            }
            copied
        });
        Scribe { ends: Some((pile, open)), thread: Some(thread) }
    }

    pub fn give(&self, letter: String) {
        self.ends.as_ref().unwrap().0.send(letter).unwrap();
    }

    pub fn stop(mut self) -> usize {
        self.close()
    }

    fn close(&mut self) -> usize {
        if let Some((pile, open)) = self.ends.take() {
            drop(open);
            drop(pile);
        }
        self.thread.take().map_or(0, |thread| thread.join().unwrap())
    }
}

impl Drop for Scribe {
    fn drop(&mut self) {
        self.close();
    }
}
