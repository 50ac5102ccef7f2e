//! A ledger that counts how often something was added.

use interleave::sync::Mutex;
use interleave::yield_point;
use measuring::amdahl::Ledger;

pub(super) struct Book {
    /// The sum, and how often it was added to.
    state: Mutex<(u64, usize)>,
}

impl Book {
    pub(super) fn new() -> Book {
        Book { state: Mutex::new((0, 0)) }
    }

    /// All that was added.
    pub(super) fn sum(&self) -> u64 {
        self.state.lock().unwrap().0
    }

    /// How often something was added.
    pub(super) fn visits(&self) -> usize {
        self.state.lock().unwrap().1
    }
}

impl Ledger for Book {
    fn add(&self, amount: u64) {
        let mut state = self.state.lock().unwrap();
        yield_point();
        state.0 += amount;
        state.1 += 1;
    }
}
