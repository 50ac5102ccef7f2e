//! Once more, the same.

use super::{Choice, Crossroads, Strategy};

/// One execution that follows recorded choices. Where the program does not offer the recorded one, because a
/// choice was taken out or the program behaves differently, the current thread goes on.
pub(crate) struct Replay {
    choices: Vec<Choice>,
    position: usize,
    started: bool,
    diverged: bool,
}

impl Replay {
    pub(crate) fn new(choices: Vec<Choice>) -> Replay {
        Replay { choices, position: 0, started: false, diverged: false }
    }

    fn next(&mut self) -> Choice {
        let choice = self.choices.get(self.position).copied().unwrap_or(Choice::Default);
        self.position += 1;
        choice
    }
}

impl Strategy for Replay {
    fn begin(&mut self) -> bool {
        !std::mem::replace(&mut self.started, true)
    }

    fn thread(&mut self, at: &Crossroads<'_>) -> usize {
        match self.next() {
            Choice::Thread { thread, .. } => {
                let wanted = at.enabled.iter().position(|&t| t == thread);
                self.diverged |= wanted.is_none();
                wanted.unwrap_or(0)
            }
            Choice::Value(_) => {
                self.diverged = true;
                0
            }
            Choice::Default => 0,
        }
    }

    fn value(&mut self, n: usize) -> usize {
        match self.next() {
            Choice::Value(v) => {
                self.diverged |= v >= n;
                v.min(n - 1)
            }
            Choice::Thread { .. } => {
                self.diverged = true;
                0
            }
            Choice::Default => 0,
        }
    }

    fn diverged(&self) -> bool {
        self.diverged
    }
}
