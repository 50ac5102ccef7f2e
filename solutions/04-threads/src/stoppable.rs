//! # Closing time
//!
//! A scribe copies letters in a back room, one after the other. You put letters on the pile. At closing time you say
//! stop. The scribe finishes the letter on the desk, leaves the pile, and goes home. You lock the door when the scribe
//! is out, not before. And if you forget to say stop, and walk away, that is closing time as well.
//!
//! Build the `Scribe`.
//!
//! 1. `start` starts one thread. It calls `copy` for every letter, in the order in which they were given.
//! 2. `give` puts a letter on the pile. It does not wait for the scribe.
//! 3. A scribe without a letter sleeps until there is one. It does not look again and again.
//! 4. `stop` asks the scribe to stop: the letter on the desk is finished, no other is begun. It waits until the thread
//!    has ended, and returns how many letters were copied.
//! 5. A `Scribe` that is dropped is stopped in the same way.
//!
//! Check it with `cargo test -p threads --test stoppable`.

// ANSWER
// | // Bring in what you need, for example `use std::sync::mpsc;` and `use std::thread::{self, JoinHandle};`.
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::sync::mpsc::{self, Sender};
use std::thread::{self, JoinHandle};
// END

/// A thread that copies letters until it is told to stop, or until this handle to it is dropped.
pub struct Scribe {
    // ANSWER
    // | // Your choice.
    /// `None` when the scribe has been stopped. That nobody will send any more wakes a scribe who sleeps.
    pile: Option<Sender<String>>,
    /// Tells a scribe who has more letters to leave them.
    closed: Arc<AtomicBool>,
    /// `None` when the scribe has been stopped. The thread returns how many letters it has copied.
    thread: Option<JoinHandle<usize>>,
    // END
}

impl Scribe {
    /// Starts a thread that calls `copy` for every letter it is given. `copy` does not panic.
    pub fn start(mut copy: impl FnMut(String) + Send + 'static) -> Scribe {
        // ANSWER
        // | todo!("start the thread, and keep what you need to reach it")
        let (pile, letters) = mpsc::channel();
        let closed = Arc::new(AtomicBool::new(false));
        let thread = thread::spawn({
            let closed = closed.clone();
            move || {
                let mut copied = 0;
                for letter in letters {
                    if closed.load(SeqCst) {
                        break;
                    }
                    copy(letter);
                    copied += 1;
                }
                copied
            }
        });
        Scribe { pile: Some(pile), closed, thread: Some(thread) }
        // END
    }

    /// Puts a letter on the pile, and does not wait until it is copied.
    pub fn give(&self, letter: String) {
        // ANSWER
        // | todo!("put it on the pile")
        if let Some(pile) = &self.pile {
            // It fails if the thread is gone, and that is only so when the scribe has been stopped.
            let _ = pile.send(letter);
        }
        // END
    }

    /// Has the scribe stop after the letter on the desk, waits until the thread has ended, and returns how many letters
    /// it has copied.
    pub fn stop(mut self) -> usize {
        // ANSWER
        // | todo!("ask it to stop, and wait until it has")
        self.close()
        // END
    }
}
// ANSWER

impl Scribe {
    /// As `stop`. Does nothing, and returns 0, when it has been called before.
    fn close(&mut self) -> usize {
        self.closed.store(true, SeqCst);
        // Hang up first, then wait: the other way round both would wait for ever.
        self.pile = None;
        self.thread.take().map_or(0, |thread| thread.join().unwrap())
    }
}
// END

impl Drop for Scribe {
    fn drop(&mut self) {
        // ANSWER
        // | // Also called at the end of `stop`. What is to be done if nobody has called `stop`?
        self.close();
        // END
    }
}
