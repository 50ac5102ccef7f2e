//! VERDICT: DEADLOCK
//! The letters are collected, and a thread copies them when `stop` is said.

use std::sync::Mutex;
use std::thread;

type Copy = Box<dyn FnMut(String) + Send>;

pub struct Scribe {
    copy: Option<Copy>,
    pile: Mutex<Vec<String>>,
}

impl Scribe {
    pub fn start(copy: impl FnMut(String) + Send + 'static) -> Scribe {
        Scribe { copy: Some(Box::new(copy)), pile: Mutex::new(Vec::new()) }
    }

    pub fn give(&self, letter: String) {
        self.pile.lock().unwrap().push(letter);
    }

    pub fn stop(mut self) -> usize {
        self.close()
    }

    fn close(&mut self) -> usize {
        let letters = std::mem::take(&mut *self.pile.lock().unwrap());
        let Some(mut copy) = self.copy.take() else { return 0 };
        let thread = thread::spawn(move || letters.into_iter().map(|letter| copy(letter)).count());
        thread.join().unwrap()
    }
}

impl Drop for Scribe {
    fn drop(&mut self) {
        self.close();
    }
}
