//! VERDICT: WRONG RESULT
//! Each letter has a scribe of its own, and they are copied in any order.

use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};

pub struct Scribe {
    copy: Arc<Mutex<Box<dyn FnMut(String) + Send>>>,
    threads: Mutex<Vec<JoinHandle<()>>>,
}

impl Scribe {
    pub fn start(copy: impl FnMut(String) + Send + 'static) -> Scribe {
        Scribe { copy: Arc::new(Mutex::new(Box::new(copy))), threads: Mutex::new(Vec::new()) }
    }

    pub fn give(&self, letter: String) {
        let copy = self.copy.clone();
        let thread = thread::spawn(move || (copy.lock().unwrap())(letter));
        self.threads.lock().unwrap().push(thread);
    }

    pub fn stop(self) -> usize {
        self.close()
    }

    fn close(&self) -> usize {
        let threads = std::mem::take(&mut *self.threads.lock().unwrap());
        threads.into_iter().map(|thread| thread.join().unwrap()).count()
    }
}

impl Drop for Scribe {
    fn drop(&mut self) {
        self.close();
    }
}
