//! A thread owns the board. Others ask it by channel, and it replaces only what the asker has seen.

use std::sync::mpsc::{self, Sender};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rates {
    pub buy: u32,
    pub sell: u32,
}

enum Ask {
    Look(Sender<Arc<Rates>>),
    Replace { seen: Arc<Rates>, new: Arc<Rates>, done: Sender<bool> },
}

pub struct Office {
    ask: Mutex<Option<Sender<Ask>>>,
    owner: Option<JoinHandle<()>>,
}

impl Office {
    pub fn new(first: Rates) -> Office {
        let (ask, asked) = mpsc::channel();
        let owner = thread::spawn(move || {
            let mut board = Arc::new(first);
            for ask in asked {
                match ask {
                    Ask::Look(answer) => answer.send(board.clone()).unwrap(),
                    Ask::Replace { seen, new, done } => {
                        let same = Arc::ptr_eq(&seen, &board);
                        drop(seen);
                        if same {
                            board = new;
                        }
                        done.send(same).unwrap();
                    }
                }
            }
        });
        Office { ask: Mutex::new(Some(ask)), owner: Some(owner) }
    }

    fn ask(&self, ask: Ask) {
        self.ask.lock().unwrap().as_ref().unwrap().send(ask).unwrap();
    }

    pub fn rates(&self) -> Arc<Rates> {
        let (answer, answered) = mpsc::channel();
        self.ask(Ask::Look(answer));
        answered.recv().unwrap()
    }

    pub fn update(&self, change: impl Fn(&Rates) -> Rates) -> Arc<Rates> {
        loop {
            let seen = self.rates();
            let new = Arc::new(change(&seen));
            let (done, was_done) = mpsc::channel();
            self.ask(Ask::Replace { seen, new: new.clone(), done });
            if was_done.recv().unwrap() {
                return new;
            }
        }
    }
}

impl Drop for Office {
    fn drop(&mut self) {
        drop(self.ask.lock().unwrap().take());
        self.owner.take().unwrap().join().unwrap();
    }
}
