//! VERDICT: LOST UPDATE
//! A clerk who is woken does not look whether another one is inside again.

use std::sync::{Arc, Condvar, Mutex};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rates {
    pub buy: u32,
    pub sell: u32,
}

pub struct Office {
    state: Mutex<State>,
    free: Condvar,
}

struct State {
    board: Arc<Rates>,
    clerk_inside: bool,
}

impl Office {
    pub fn new(first: Rates) -> Office {
        let state = State { board: Arc::new(first), clerk_inside: false };
        Office { state: Mutex::new(state), free: Condvar::new() }
    }

    pub fn rates(&self) -> Arc<Rates> {
        self.state.lock().unwrap().board.clone()
    }

    pub fn update(&self, change: impl Fn(&Rates) -> Rates) -> Arc<Rates> {
        let mut state = self.state.lock().unwrap();
        if state.clerk_inside {
            state = self.free.wait(state).unwrap();
        }
        state.clerk_inside = true;
        let old = state.board.clone();
        drop(state);
        let new = Arc::new(change(&old));
        let mut state = self.state.lock().unwrap();
        state.board = new.clone();
        state.clerk_inside = false;
        self.free.notify_one();
        new
    }
}
