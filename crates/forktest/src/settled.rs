//! Whether anybody is still on the way to somewhere.
//!
//! That a process sleeps means that it waits for ever only if nobody is left who could wake it. So all processes of a
//! test are looked at together.

use std::collections::BTreeMap;
use std::thread;

use nix::unistd::Pid;

use crate::network;
use crate::process::{self, Effort, State};

/// Waits until nobody below `root` is on the way to somewhere: each of them has ended, sleeps until somebody wakes it, or
/// looks again and again for what does not come.
pub fn settle(root: Pid) {
    let mut watch = Watch::below(root);
    while watch.all_at_rest().is_none() {
        thread::yield_now();
    }
}

/// A process that has gone to sleep this often without getting anywhere polls.
const NAPS: u64 = 40;
/// A process that has run for so long, in nanoseconds of its own time, without getting anywhere spins.
const SPIN: u64 = 40_000_000;

/// A process that was taken off the processor this often without getting anywhere spins as well: it yields, and where
/// many others want to run, that takes up next to no time of its own.
const YIELDS: u64 = 200;

/// What a process has come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Rest {
    Sleeps(String),
    Polls(String),
    Spins,
    /// It is stopped, or has ended.
    Out,
}

impl Rest {
    fn looks_again(&self) -> bool {
        matches!(self, Rest::Polls(_) | Rest::Spins)
    }
}

/// The processes below `root`, looked at again and again.
#[derive(Debug)]
pub(crate) struct Watch {
    root: Pid,
    /// What each had done when it was first looked at.
    first: BTreeMap<Pid, Effort>,
    /// What all had come to when all had, and what those had done by then who look for something again and again.
    rested: Option<(Rested, BTreeMap<Pid, Effort>)>,
    /// Whether who sleeps for a time counts as asleep.
    naps_are_rest: bool,
}

/// For each process what it has come to, and for a sleeper how often it has gone to sleep.
type Rested = BTreeMap<Pid, (Rest, u64)>;

impl Watch {
    pub(crate) fn below(root: Pid) -> Watch {
        Watch { root, first: BTreeMap::new(), rested: None, naps_are_rest: false }
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
    /// between the first look at it and the last. In that moment nothing was under way between them, either, and who
    /// looks for something again and again has looked.
    pub(crate) fn all_at_rest(&mut self) -> Option<BTreeMap<Pid, Rest>> {
        let now = self.look();
        let Some((_, begun)) = self.rested.as_ref().filter(|(then, _)| Some(then) == now.as_ref())
        else {
            self.rested = now.map(|now| {
                let seekers = now.iter().filter(|(_, (rest, _))| rest.looks_again());
                let begun = seekers.map(|(pid, _)| (*pid, process::effort(*pid))).collect();
                (now, begun)
            });
            return None;
        };
        let now = now?;
        let looked = begun.iter().all(|(pid, then)| process::effort(*pid).is_a_round_after(*then));
        if !looked || network::under_way(now.keys()) {
            return None;
        }
        let after = self.look()?;
        (now == after).then(|| after.into_iter().map(|(pid, (rest, _))| (pid, rest)).collect())
    }

    fn look(&mut self) -> Option<Rested> {
        let all = process::descendants(self.root);
        let rests: Vec<_> = all.into_iter().map(|pid| (pid, self.rest(pid))).collect();
        rests.into_iter().map(|(pid, rest)| Some((pid, rest?))).collect()
    }

    /// Whether this process gets nowhere by itself, so that it is worth while to look at all others.
    pub(crate) fn may_rest(&mut self, pid: Pid) -> bool {
        self.rest(pid).is_some_and(|(rest, _)| rest != Rest::Out)
    }

    fn rest(&mut self, pid: Pid) -> Option<(Rest, u64)> {
        let now = process::effort(pid);
        let first = *self.first.entry(pid).or_insert(now);
        let polls = now.naps > first.naps + NAPS;
        let spins = now.ran > first.ran + SPIN || now.yields > first.yields + YIELDS;
        match process::state(pid) {
            State::Sleeps(call) => Some((Rest::Sleeps(call), now.naps)),
            State::Naps(call) if self.naps_are_rest => Some((Rest::Sleeps(call), now.naps)),
            State::Naps(call) if polls => Some((Rest::Polls(call), 0)),
            State::Runs if polls => Some((Rest::Polls("a sleep".into()), 0)),
            State::Naps(_) | State::Runs if spins => Some((Rest::Spins, 0)),
            State::Naps(_) | State::Runs => None,
            State::Stopped | State::Zombie | State::Gone => Some((Rest::Out, 0)),
        }
    }
}
