//! Fingerprints of what has happened.
//!
//! Two interleavings that differ only in the order of independent steps lead to the same state. Every
//! event is hashed with the events it depends on: the thread's own last one, and the last ones on the
//! same object. The set of the threads' hashes is then the same for both interleavings (the
//! happens-before normal form), and the search need not go on from the second.
//!
//! The idea is that of happens-before caching in CHESS (Musuvathi and Qadeer, PLDI 2007).

use super::thread::Thread;
use super::{Kernel, Op, Place, Subject};

/// Whether a step changes its object. Two reads commute, and their order is no difference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Access {
    Read,
    Write,
}

/// What has been done to one object.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Hashes {
    /// Fingerprint of the last write.
    written: u64,
    /// Sum of the fingerprints of the reads since.
    read: u64,
}

/// Mixes `value` into `hash`; the finaliser is that of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014).
pub(crate) fn mix(hash: u64, value: u64) -> u64 {
    let mut x = hash.rotate_left(23) ^ value.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    x = (x ^ (x >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    x ^ (x >> 31)
}

/// A line of source as a number: two objects made at one place are not told apart by it.
pub(crate) fn key_of(place: Place) -> u64 {
    let bytes = place.file().bytes().map(u64::from);
    bytes.chain([place.line().into(), place.column().into()]).fold(0, mix)
}

impl Kernel {
    /// Adds one step of the running thread on `subject` to the history.
    pub(crate) fn touch(&mut self, subject: Subject, op: Op, access: Access) {
        let me = self.current;
        let mut hash = mix(self.threads[me].history, op as u64 + 1);
        if let Some((hashes, id)) = self.hashes(subject) {
            hash = mix(mix(hash, id), hashes.written);
            match access {
                Access::Read => hashes.read = hashes.read.wrapping_add(hash),
                Access::Write => {
                    hash = mix(hash, hashes.read);
                    *hashes = Hashes { written: hash, read: 0 };
                }
            }
        }
        self.threads[me].history = hash;
    }

    fn hashes(&mut self, subject: Subject) -> Option<(&mut Hashes, u64)> {
        match subject {
            Subject::None => None,
            Subject::Object(id) => {
                let object = &mut self.objects[id];
                Some((&mut object.hashes, object.key))
            }
            Subject::Thread(id) => Some((&mut self.threads[id].hashes, 1 << 32 | id as u64)),
            Subject::Console => Some((&mut self.console, 2 << 32)),
            Subject::Time => Some((&mut self.time, 3 << 32)),
        }
    }

    /// The state as far as the search is concerned: equal for equivalent interleavings.
    pub(super) fn fingerprint(&self, current: Option<usize>, free: bool) -> u64 {
        // Few of them decide nothing yet, and would keep equal states apart.
        let state = self.state(|thread| thread.idle_steps as u64 / 8);
        let turn = current.map_or(0, |c| c as u64 + 1) << 1 | u64::from(free);
        mix(mix(state, turn), self.run_length as u64 / 16)
    }

    /// As `fingerprint`, for a graph, which has no time slices, and in which nobody has the turn.
    pub(crate) fn normal_form(&self) -> u64 {
        self.state(|_| 0)
    }

    fn state(&self, idle: impl Fn(&Thread) -> u64) -> u64 {
        let mut sum = 0u64;
        for (id, thread) in self.threads.iter().enumerate() {
            let mut own = mix(id as u64 + 1, thread.history);
            // Fairness decides who may run next, so it is part of the state; before the first yield of a
            // thread nobody has been kept waiting by it.
            if thread.ran_since != u128::MAX {
                for set in [
                    thread.gives_way_to,
                    thread.enabled_since,
                    thread.disabled_since,
                    thread.ran_since,
                ] {
                    own = mix(mix(own, set as u64), (set >> 64) as u64);
                }
            }
            own = mix(own, idle(thread));
            own = mix(own, thread.deadline.map_or(0, |d| d + 1));
            sum = sum.wrapping_add(own);
        }
        let budgets = (self.early_left as u64) << 32 | self.spurious_left as u64;
        mix(mix(sum, budgets), self.now)
    }
}
