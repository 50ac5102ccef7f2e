//! VERDICT: LOCK HELD TOO LONG
//! Clerks compute as readers, and a clerk who waits to write keeps new customers out.

use std::sync::{Arc, Condvar, Mutex};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rates {
    pub buy: u32,
    pub sell: u32,
}

pub struct Office {
    state: Mutex<State>,
    changed: Condvar,
}

struct State {
    board: Arc<Rates>,
    computing: usize,
    waiting_to_write: usize,
}

impl Office {
    pub fn new(first: Rates) -> Office {
        let state = State { board: Arc::new(first), computing: 0, waiting_to_write: 0 };
        Office { state: Mutex::new(state), changed: Condvar::new() }
    }

    pub fn rates(&self) -> Arc<Rates> {
        let mut state = self.state.lock().unwrap();
        while state.waiting_to_write > 0 {
            state = self.changed.wait(state).unwrap();
        }
        state.board.clone()
    }

    pub fn update(&self, change: impl Fn(&Rates) -> Rates) -> Arc<Rates> {
        loop {
            let mut state = self.state.lock().unwrap();
            state.computing += 1;
            let seen = state.board.clone();
            drop(state);
            let new = Arc::new(change(&seen));
            let mut state = self.state.lock().unwrap();
            state.computing -= 1;
            state.waiting_to_write += 1;
            self.changed.notify_all();
            while state.computing > 0 {
                state = self.changed.wait(state).unwrap();
            }
            state.waiting_to_write -= 1;
            self.changed.notify_all();
            if Arc::ptr_eq(&state.board, &seen) {
                state.board = new.clone();
                return new;
            }
        }
    }
}
