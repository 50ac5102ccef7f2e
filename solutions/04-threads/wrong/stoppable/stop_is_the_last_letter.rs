//! VERDICT: WRONG RESULT
//! To stop is one more message, and it stands behind all the letters.

use std::sync::mpsc::{self, Sender};
use std::thread::{self, JoinHandle};

enum Message {
    Letter(String),
    Stop,
}

pub struct Scribe {
    pile: Sender<Message>,
    thread: Option<JoinHandle<usize>>,
}

impl Scribe {
    pub fn start(mut copy: impl FnMut(String) + Send + 'static) -> Scribe {
        let (pile, messages) = mpsc::channel();
        let thread = thread::spawn(move || {
            let mut copied = 0;
            while let Ok(Message::Letter(letter)) = messages.recv() {
                copy(letter);
                copied += 1;
            }
            copied
        });
        Scribe { pile, thread: Some(thread) }
    }

    pub fn give(&self, letter: String) {
        self.pile.send(Message::Letter(letter)).unwrap();
    }

    pub fn stop(mut self) -> usize {
        self.close()
    }

    fn close(&mut self) -> usize {
        let _ = self.pile.send(Message::Stop);
        self.thread.take().map_or(0, |thread| thread.join().unwrap())
    }
}

impl Drop for Scribe {
    fn drop(&mut self) {
        self.close();
    }
}
