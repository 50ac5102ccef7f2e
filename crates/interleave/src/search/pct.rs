//! Probabilistic concurrency testing: the thread of highest priority goes on, and priorities change at a few
//! random points (Burckhardt, Kothari, Musuvathi and Nagarakatte, ASPLOS 2010).

use super::{Crossroads, Rng, Strategy};

/// Bugs that need up to so many orderings are aimed at, less one for the initial priorities.
const DEPTH: usize = 3;

/// `left` executions with random priorities.
pub(crate) struct Pct {
    rng: Rng,
    left: usize,
    /// Priority of each thread, higher goes first.
    priorities: Vec<i64>,
    lowest: i64,
    /// Steps at which the running thread falls to the lowest priority.
    changes: Vec<usize>,
    step: usize,
    longest: usize,
}

impl Pct {
    pub(crate) fn new(seed: u64, executions: usize) -> Pct {
        Pct {
            rng: Rng::new(seed),
            left: executions,
            priorities: Vec::new(),
            lowest: 0,
            changes: Vec::new(),
            step: 0,
            longest: 1,
        }
    }
}

impl Strategy for Pct {
    fn begin(&mut self) -> bool {
        let Some(left) = self.left.checked_sub(1) else { return false };
        self.left = left;
        self.longest = self.longest.max(self.step);
        self.step = 0;
        self.lowest = 0;
        self.priorities.clear();
        self.changes = (1..DEPTH).map(|_| self.rng.below(self.longest)).collect();
        true
    }

    fn thread(&mut self, at: &Crossroads<'_>) -> usize {
        let needed = at.enabled.iter().max().map_or(0, |t| t + 1);
        while self.priorities.len() < needed {
            self.priorities.push((self.rng.next() >> 2) as i64);
        }
        let falls = self.changes.contains(&self.step) || at.free;
        if let Some(current) = at.current.filter(|_| falls) {
            self.lowest -= 1;
            self.priorities[current] = self.lowest;
        }
        self.step += 1;
        let highest = (0..at.enabled.len()).max_by_key(|&i| self.priorities[at.enabled[i]]);
        highest.expect("a crossroads has at least two ways")
    }

    fn value(&mut self, n: usize) -> usize {
        self.rng.below(n)
    }
}
