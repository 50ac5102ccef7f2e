//! One execution that switches wherever it can: it shows who has to wait for whom.

use super::{Crossroads, Strategy};

/// Leaves the current thread at every point where another can run.
pub(crate) struct Restless {
    started: bool,
}

impl Restless {
    pub(crate) fn new() -> Restless {
        Restless { started: false }
    }
}

impl Strategy for Restless {
    fn begin(&mut self) -> bool {
        !std::mem::replace(&mut self.started, true)
    }

    fn thread(&mut self, at: &Crossroads<'_>) -> usize {
        // The current thread comes first, or, where it yields, last.
        usize::from(at.current.is_some() && !at.free)
    }

    fn value(&mut self, _n: usize) -> usize {
        0
    }
}
