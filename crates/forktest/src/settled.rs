//! Whether anybody is still on the way to somewhere.
//!
//! That a process sleeps means that it waits for ever only if nobody is left who could wake it. So all processes of a
//! test are looked at together.

use std::collections::BTreeMap;
use std::thread;

use nix::unistd::Pid;

use crate::network;
use crate::process::{self, Effort, State};

/// A process that has gone to sleep this often without getting anywhere polls.
const NAPS: u64 = 40;
/// A process that has run for so long, in nanoseconds of its own time, without getting anywhere spins.
const SPIN: u64 = 40_000_000;

/// What a process has come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Rest {
    Sleeps(String),
    Polls(String),
    Spins,
    /// It is stopped, or has ended.
    Out,
}

/// The processes below `root` as they were when first looked at.
#[derive(Debug)]
pub(crate) struct Watch {
    root: Pid,
    first: BTreeMap<Pid, Effort>,
    /// Whether who sleeps for a time counts as asleep.
    naps_are_rest: bool,
}

impl Watch {
    pub(crate) fn below(root: Pid) -> Watch {
        Watch { root, first: BTreeMap::new(), naps_are_rest: false }
    }

    /// Waits until every process has ended, or will not end by itself soon: it sleeps, also for a time, or spins.
    pub(crate) fn let_end(&mut self) {
        self.naps_are_rest = true;
        while self.all_at_rest().is_none() {
            thread::yield_now();
        }
    }

    /// What each process has come to, if all of them have.
    ///
    /// A process that sleeps was asleep during all of a moment that they have in common: it has not been to sleep again
    /// between the first look at it and the last. In that moment nothing was under way between them, either.
    pub(crate) fn all_at_rest(&mut self) -> Option<BTreeMap<Pid, Rest>> {
        let before = self.look()?;
        if self.look()? != before || network::under_way(before.keys()) {
            return None;
        }
        let after = self.look()?;
        (before == after).then(|| after.into_iter().map(|(pid, (rest, _))| (pid, rest)).collect())
    }

    /// For each process what it has come to, and for a sleeper how often it has gone to sleep.
    fn look(&mut self) -> Option<BTreeMap<Pid, (Rest, u64)>> {
        process::descendants(self.root)
            .into_iter()
            .map(|pid| Some((pid, self.rest(pid)?)))
            .collect()
    }

    fn rest(&mut self, pid: Pid) -> Option<(Rest, u64)> {
        let now = process::effort(pid);
        let first = *self.first.entry(pid).or_insert(now);
        let polls = now.naps > first.naps + NAPS;
        match process::state(pid) {
            State::Sleeps(call) => Some((Rest::Sleeps(call), now.naps)),
            State::Naps(call) if self.naps_are_rest => Some((Rest::Sleeps(call), now.naps)),
            State::Naps(call) if polls => Some((Rest::Polls(call), 0)),
            State::Runs if polls => Some((Rest::Polls("a sleep".into()), 0)),
            State::Naps(_) | State::Runs if now.ran > first.ran + SPIN => Some((Rest::Spins, 0)),
            State::Naps(_) | State::Runs => None,
            State::Stopped | State::Zombie | State::Gone => Some((Rest::Out, 0)),
        }
    }
}
