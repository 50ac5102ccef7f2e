//! No flag: whoever stops takes the pile away, and then hangs up. The channel only says that there is something.

use std::collections::VecDeque;
use std::sync::mpsc::{self, Sender};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};

pub struct Scribe {
    pile: Arc<Mutex<VecDeque<String>>>,
    bell: Option<Sender<()>>,
    thread: Option<JoinHandle<usize>>,
}

impl Scribe {
    pub fn start(mut copy: impl FnMut(String) + Send + 'static) -> Scribe {
        let pile = Arc::new(Mutex::new(VecDeque::new()));
        let (bell, rings) = mpsc::channel();
        let room = pile.clone();
        let thread = thread::spawn(move || {
            let mut copied = 0;
            for () in rings {
                let letter = room.lock().unwrap().pop_front();
                if let Some(letter) = letter {
                    copy(letter);
                    copied += 1;
                }
            }
            copied
        });
        Scribe { pile, bell: Some(bell), thread: Some(thread) }
    }

    pub fn give(&self, letter: String) {
        self.pile.lock().unwrap().push_back(letter);
        let _ = self.bell.as_ref().map(|bell| bell.send(()));
    }

    pub fn stop(mut self) -> usize {
        self.close()
    }

    fn close(&mut self) -> usize {
        self.pile.lock().unwrap().clear();
        self.bell = None;
        self.thread.take().map_or(0, |thread| thread.join().unwrap())
    }
}

impl Drop for Scribe {
    fn drop(&mut self) {
        self.close();
    }
}
