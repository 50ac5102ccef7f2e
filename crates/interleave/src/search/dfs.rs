//! Depth first, with at most 0, then 1, then 2, … preemptions (Musuvathi and Qadeer, PLDI 2007), so that the
//! simplest failure is found first.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::{Crossroads, Strategy};

/// One decision on the path that is being tried.
#[derive(Clone, Copy)]
struct Node {
    chosen: usize,
    /// Number of alternatives.
    ways: usize,
}

/// Every interleaving within a bound on preemptions, then within the next bound.
pub(crate) struct Dfs {
    path: Vec<Node>,
    /// How much of the path this execution has followed.
    position: usize,
    started: bool,
    /// Preemptions used so far in this execution.
    used: usize,
    bound: usize,
    highest_bound: usize,
    left: usize,
    /// Something was left out because of the bound.
    bounded: bool,
    /// This execution came to a state that is known: it goes on, but nothing branches off.
    known: bool,
    /// States seen within this bound, each with the fewest preemptions used to get there.
    seen: HashMap<u64, usize>,
    exhausted: bool,
    diverged: bool,
}

impl Dfs {
    pub(crate) fn new(highest_bound: usize, executions: usize) -> Dfs {
        Dfs {
            path: Vec::new(),
            position: 0,
            started: false,
            used: 0,
            bound: 0,
            highest_bound,
            left: executions,
            bounded: false,
            known: false,
            seen: HashMap::new(),
            exhausted: false,
            diverged: false,
        }
    }

    /// The next alternative of the deepest decision that has one left. `false`: there is none.
    fn advance(&mut self) -> bool {
        while let Some(node) = self.path.last_mut() {
            if node.chosen + 1 < node.ways {
                node.chosen += 1;
                return true;
            }
            self.path.pop();
        }
        false
    }

    fn follow(&mut self, ways: usize) -> usize {
        let node = match self.path.get(self.position) {
            Some(node) => *node,
            None => {
                self.path.push(Node { chosen: 0, ways });
                self.path[self.position]
            }
        };
        self.position += 1;
        if node.ways != ways {
            self.diverged = true;
        }
        node.chosen.min(ways - 1)
    }

    /// Whether what follows from this state has been, or is being, tried.
    fn is_known(&mut self, fingerprint: u64) -> bool {
        if self.position < self.path.len() {
            return false; // on the way to the branch that this execution tries
        }
        self.known = self.known
            || match self.seen.entry(fingerprint) {
                Entry::Occupied(mut fewest) => {
                    let known = *fewest.get() <= self.used;
                    if !known {
                        fewest.insert(self.used);
                    }
                    known
                }
                Entry::Vacant(entry) => {
                    entry.insert(self.used);
                    false
                }
            };
        self.known
    }
}

impl Strategy for Dfs {
    fn begin(&mut self) -> bool {
        if self.diverged {
            return false;
        }
        if self.started && !self.advance() {
            if !self.bounded {
                self.exhausted = true;
            }
            if self.exhausted || self.bound == self.highest_bound {
                return false;
            }
            self.bound += 1;
            self.bounded = false;
            self.seen.clear();
        }
        let Some(left) = self.left.checked_sub(1) else { return false };
        self.left = left;
        self.started = true;
        self.position = 0;
        self.used = 0;
        self.known = false;
        true
    }

    fn thread(&mut self, at: &Crossroads<'_>) -> usize {
        if !at.free && self.used >= self.bound {
            self.bounded = true;
            return 0;
        }
        if self.is_known(at.fingerprint) {
            return 0;
        }
        let chosen = self.follow(at.enabled.len());
        if !at.free && chosen > 0 {
            self.used += 1;
        }
        chosen
    }

    fn value(&mut self, n: usize) -> usize {
        if self.known { 0 } else { self.follow(n) }
    }

    fn exhausted(&self) -> bool {
        self.exhausted
    }

    fn diverged(&self) -> bool {
        self.diverged
    }

    fn bound_done(&self) -> Option<usize> {
        if self.exhausted { Some(self.bound) } else { self.bound.checked_sub(1) }
    }

    fn bound(&self) -> Option<usize> {
        Some(self.bound)
    }
}
