//! All interleavings of a program as a graph, for somebody who wants to be the scheduler.
//!
//! # Layout
//! - this file: what a graph is
//! - `walk`: from a program to its graph
//! - `json`: the graph for the book's game
//!
//! Two interleavings that differ only in the order of independent steps lead to the same state, by the same
//! fingerprint that the search uses (`kernel::history`); the state is then in the graph once.

mod json;
mod walk;

use std::collections::BTreeMap;
use std::fmt;

use crate::explorer::Explorer;
use crate::report::{ObjectInfo, Step};
use crate::search::{self, Choice};
use crate::verdict::Verdict;

/// The states of a program, and the steps that lead from one to the next. There is no way back: it has no cycle.
#[derive(Clone, Debug)]
pub struct Graph {
    /// Names of the threads; the first is the explored closure.
    pub threads: Vec<String>,
    /// The locks, channels and atomics.
    pub objects: Vec<ObjectInfo>,
    /// The program starts in the first one.
    pub states: Vec<State>,
    /// How it can end.
    pub ends: Vec<Ending>,
    /// The lines of every source file that a step names, by file.
    pub sources: BTreeMap<String, Vec<String>>,
}

/// Where a program can be, up to the order of independent steps.
#[derive(Clone, Debug)]
pub struct State {
    /// The threads that can go on, by thread. One that starts another thread goes first and alone, since nobody can
    /// tell when that happened.
    pub ways: Vec<Way>,
    /// The threads that cannot; where the program has ended, those that never will.
    pub waits: Vec<Waiting>,
    /// The program has ended here: index into the ends. There are no ways then.
    pub end: Option<usize>,
}

/// One thread goes on until the next point at which it may be interrupted.
#[derive(Clone, Debug)]
pub struct Way {
    /// Index into the threads. A thread has several ways where something else is to be chosen: who is notified,
    /// which store a load reads.
    pub thread: usize,
    /// What happens; nothing, where that cannot be shown.
    pub steps: Vec<Step>,
    /// Index of the state that this leads to.
    pub to: usize,
    choices: Vec<Choice>,
}

/// A thread that cannot go on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// Index into the threads.
    pub thread: usize,
    /// The object (index) that it waits for, if it is one.
    pub object: Option<usize>,
    /// Why, as the end of a sentence that begins with its name.
    pub text: String,
    /// The source file in which it waits.
    pub file: String,
    /// The line in it, from 1.
    pub line: u32,
}

/// One way in which the program can end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ending {
    /// Passed, or what went wrong.
    pub verdict: Verdict,
    /// One sentence; empty if it passed.
    pub message: String,
    /// Who waits for what, or where it happened: one line each.
    pub details: Vec<String>,
}

/// Why a program has no graph.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum GraphError {
    /// It has more states than are allowed.
    TooManyStates {
        /// How many were found.
        found: usize,
        /// There are no more than those.
        all: bool,
        /// How many are allowed.
        allowed: usize,
    },
    /// Two objects are made at one place, so that they cannot be told apart.
    SamePlace {
        /// Such as `mutex`.
        kind: &'static str,
        /// Where, as `file:line`.
        place: String,
    },
    /// The threads are not started in the same order each time.
    ThreadsDiffer,
    /// The program cannot be explored.
    Unfit {
        /// Why.
        verdict: Verdict,
        /// One sentence.
        message: String,
    },
}

impl fmt::Display for GraphError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            GraphError::TooManyStates { found, all, allowed } => {
                let more = if *all { "" } else { "more than " };
                write!(
                    f,
                    "the program has {more}{found} states, where {allowed} are allowed; take fewer threads or fewer \
                     steps, or ask for more with `Explorer::states`"
                )
            }
            GraphError::SamePlace { kind, place } => write!(
                f,
                "{place} makes more than one {kind}, and a reader could not tell them apart; give each a line of its own"
            ),
            GraphError::ThreadsDiffer => write!(
                f,
                "the program does not start its threads in the same order each time, so they have no fixed names; \
                 start all of them from one thread"
            ),
            GraphError::Unfit { verdict, message } => write!(f, "{verdict}: {message}"),
        }
    }
}

impl std::error::Error for GraphError {}

impl Explorer {
    /// All interleavings of `f` as a graph: the states that it can be in, and who can go on from each.
    ///
    /// Time-outs before their time, spurious wake-ups and stale loads are in it as far as this explorer is to try
    /// them. A loop that waits by looking again has an end only if it yields in between.
    ///
    /// # Errors
    /// If there are more states than [`Explorer::states`] allows, or if `f` cannot be shown in this way.
    ///
    /// # Examples
    /// ```
    /// use interleave::{Explorer, sync::Mutex, thread};
    ///
    /// let graph = Explorer::new().graph(|| {
    ///     let (salt, pepper) = (Mutex::new(()), Mutex::new(()));
    ///     thread::scope(|s| {
    ///         s.spawn(|| drop((salt.lock().unwrap(), pepper.lock().unwrap())));
    ///         s.spawn(|| drop((pepper.lock().unwrap(), salt.lock().unwrap())));
    ///     });
    /// });
    /// let verdicts: Vec<_> = graph.unwrap().ends.iter().map(|end| end.verdict.name()).collect();
    /// assert_eq!(verdicts, ["DEADLOCK", "PASSED"]);
    /// ```
    pub fn graph<R>(self, f: impl Fn() -> R + Send + Sync + 'static) -> Result<Graph, GraphError> {
        walk::graph(self, std::sync::Arc::new(move || drop(f())))
    }
}

impl Graph {
    /// For [`Explorer::replay`]: the run that takes these ways, each an index into the ways of its state, from the
    /// first state on.
    ///
    /// # Panics
    /// If a state does not have that many ways.
    pub fn replay(&self, ways: &[usize]) -> String {
        let (mut at, mut choices) = (0, Vec::new());
        for &way in ways {
            let way = &self.states[at].ways[way];
            choices.extend_from_slice(&way.choices);
            at = way.to;
        }
        search::encode(&choices)
    }

    /// The graph as JSON, schema version 1 (see the crate's `docs/graph.md`).
    pub fn to_json(&self) -> String {
        json::json(self)
    }
}
