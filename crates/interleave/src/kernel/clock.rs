//! Vector clocks: who knows what of whom.

use super::ThreadId;

/// For each thread, how many of its steps are known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Clock(Vec<u32>);

impl Clock {
    /// The number of steps of `thread` that are known.
    pub(crate) fn of(&self, thread: ThreadId) -> u32 {
        self.0.get(thread).copied().unwrap_or(0)
    }

    /// Whether step `epoch` of `thread` is known.
    pub(crate) fn knows(&self, thread: ThreadId, epoch: u32) -> bool {
        self.of(thread) >= epoch
    }

    /// Raises the entry of `thread` to at least `epoch`.
    pub(crate) fn raise(&mut self, thread: ThreadId, epoch: u32) {
        if self.0.len() <= thread {
            self.0.resize(thread + 1, 0);
        }
        self.0[thread] = self.0[thread].max(epoch);
    }

    /// Learns everything that `other` knows.
    pub(crate) fn join(&mut self, other: &Clock) {
        if self.0.len() < other.0.len() {
            self.0.resize(other.0.len(), 0);
        }
        for (mine, theirs) in self.0.iter_mut().zip(&other.0) {
            *mine = (*mine).max(*theirs);
        }
    }
}

/// What a thread, or a message to one, knows.
#[derive(Clone, Debug, Default)]
pub(crate) struct View {
    /// What happened before: the basis for data races and for release and acquire.
    pub(crate) before: Clock,
    /// Stores older than these can no longer be read. Contains `before`, and what `SeqCst` fences add to it.
    pub(crate) floor: Clock,
}

impl View {
    /// Learns everything that `other` knows.
    pub(crate) fn join(&mut self, other: &View) {
        self.before.join(&other.before);
        self.floor.join(&other.floor);
    }

    /// Notes step `epoch` of `thread`.
    pub(crate) fn raise(&mut self, thread: ThreadId, epoch: u32) {
        self.before.raise(thread, epoch);
        self.floor.raise(thread, epoch);
    }
}
