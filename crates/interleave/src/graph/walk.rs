//! From a program to its graph: run it up to a state, see who may go on, and run it one step further with each.
//!
//! Every run begins at the start of the program and follows the choices that first led to the state.

mod finish;
mod known;

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::{Graph, GraphError};
use crate::Verdict;
use crate::explorer::{Body, Explorer};
use crate::kernel::{Event, Failure, Kernel, Op, Run, ThreadId, Wait, key_of, mix};
use crate::report;
use crate::search::Choice;
use known::Known;

/// States are counted up to so many times the limit, so that the error can say how many there are.
const COUNTED: usize = 10;

/// A state while the graph grows.
pub(super) struct Node {
    /// The choices that led here, the step before which that run stopped, and its events until then.
    choices: Vec<Choice>,
    step: usize,
    events: usize,
    /// Who may go on; first those who begin, or start another thread.
    going_on: Vec<ThreadId>,
    /// Fingerprints of what each thread has done.
    histories: Vec<u64>,
    pub(super) waits: Vec<Wait>,
    pub(super) ways: Vec<Taken>,
    pub(super) end: Option<End>,
    /// A step that nobody can notice leads from here to the state that stands for this one.
    same_as: Option<(usize, Vec<Choice>)>,
}

/// How an execution ended.
pub(super) struct End {
    pub(super) verdict: Verdict,
    pub(super) failure: Option<Failure>,
    pub(super) waits: Vec<Wait>,
}

/// One thread has gone on.
pub(super) struct Taken {
    pub(super) thread: ThreadId,
    pub(super) events: Vec<Event>,
    /// What was chosen for it.
    pub(super) choices: Vec<Choice>,
    pub(super) to: usize,
}

struct Walk {
    explorer: Explorer,
    f: Body,
    nodes: Vec<Node>,
    by_key: HashMap<u64, usize>,
    /// How many states others stand for.
    same: usize,
    known: Known,
}

pub(super) fn graph(explorer: Explorer, f: Body) -> Result<Graph, GraphError> {
    assert!(!crate::kernel::exploring(), "interleave: an exploration inside an exploration");
    let allowed = explorer.states;
    let mut walk = Walk {
        explorer,
        f,
        nodes: Vec::new(),
        by_key: HashMap::new(),
        same: 0,
        known: Known::default(),
    };
    let start = walk.run(&[], 1)?;
    walk.add(&start, Vec::new(), 1)?;
    let mut next = 0;
    while next < walk.nodes.len() && walk.found() <= allowed.saturating_mul(COUNTED) {
        walk.expand(next)?;
        next += 1;
    }
    let (found, all) = (walk.found(), next == walk.nodes.len());
    if found > allowed || !all {
        return Err(GraphError::TooManyStates { found, all, allowed });
    }
    Ok(walk.finish())
}

impl Walk {
    /// States so far.
    fn found(&self) -> usize {
        self.nodes.len() - self.same
    }

    /// Follows `choices`, and stops before step number `step`.
    fn run(&self, choices: &[Choice], step: usize) -> Result<Box<Kernel>, GraphError> {
        match self.explorer.run_until(step, choices.to_vec(), self.f.clone()) {
            Run::Done(kernel) => Ok(kernel),
            Run::Stuck(last) => {
                let report = report::stuck(None, last);
                Err(GraphError::Unfit { verdict: report.verdict, message: report.message })
            }
        }
    }

    /// The number of the state in which a run has stopped or ended.
    fn add(
        &mut self,
        kernel: &Kernel,
        choices: Vec<Choice>,
        step: usize,
    ) -> Result<usize, GraphError> {
        self.known.learn(kernel)?;
        let end = self.end(kernel, &choices, step)?;
        let new = self.nodes.len();
        match self.by_key.entry(key(kernel, end.as_ref())) {
            Entry::Occupied(known) => return Ok(*known.get()),
            Entry::Vacant(entry) => entry.insert(new),
        };
        let mut going_on = kernel.stopped.clone();
        going_on.sort_by_key(|&thread| match kernel.threads[thread].doing.map(|d| d.op) {
            None => (0, thread),
            Some(Op::Spawns) => (1, thread),
            Some(_) => (2, thread),
        });
        let waits = match end.as_ref().map(|end| end.verdict) {
            None | Some(Verdict::Deadlock | Verdict::ThreadLeaked) => kernel.waits(&going_on),
            Some(_) => Vec::new(),
        };
        self.nodes.push(Node {
            choices,
            step,
            events: kernel.trace.len(),
            histories: histories(kernel).collect(),
            waits: waits.into_iter().map(|wait| self.known.wait(kernel, wait)).collect(),
            going_on,
            ways: Vec::new(),
            end,
            same_as: None,
        });
        Ok(new)
    }

    /// How the run ended, if it did not stop before.
    fn end(
        &self,
        kernel: &Kernel,
        choices: &[Choice],
        step: usize,
    ) -> Result<Option<End>, GraphError> {
        if !kernel.stopped.is_empty() {
            return Ok(None);
        }
        let mut failure = kernel.failure.clone();
        if failure.as_ref().is_some_and(|f| f.verdict == Verdict::MemoryLeaked) {
            // Memory that a process allocates once is not left behind again.
            failure = self.run(choices, step)?.failure.clone();
        }
        let verdict = failure.as_ref().map_or(Verdict::Passed, |f| report::verdict(f, kernel));
        if verdict == Verdict::Outlived {
            let message = failure.expect("it failed").message;
            return Err(GraphError::Unfit { verdict, message });
        }
        let waits = kernel.waits(&[]).into_iter().map(|wait| self.known.wait(kernel, wait));
        Ok(Some(End { verdict, failure, waits: waits.collect() }))
    }

    /// Finds the ways that lead on from a state.
    fn expand(&mut self, at: usize) -> Result<(), GraphError> {
        let mut found = Vec::new();
        for thread in self.nodes[at].going_on.clone() {
            let taken = self.take(at, thread)?;
            if let [(only, kernel)] = &taken[..] {
                if self.is_silent(at, only, kernel) {
                    let to = self.add_after(at, only, kernel)?;
                    self.nodes[at].same_as = Some((to, only.choices.clone()));
                    self.same += 1;
                    return Ok(());
                }
                if is_start(only, kernel) {
                    found = taken;
                    break;
                }
            }
            found.extend(taken);
        }
        found.sort_by_key(|(taken, _)| taken.thread);
        for (mut taken, kernel) in found {
            taken.to = self.add_after(at, &taken, &kernel)?;
            self.nodes[at].ways.push(taken);
        }
        Ok(())
    }

    fn add_after(
        &mut self,
        at: usize,
        taken: &Taken,
        kernel: &Kernel,
    ) -> Result<usize, GraphError> {
        let node = &self.nodes[at];
        let choices = [&node.choices[..], &taken.choices[..]].concat();
        let step = node.step + 1;
        self.add(kernel, choices, step)
    }

    /// All that can happen if `thread` goes on from a state: several things, where something else is chosen as well.
    fn take(
        &mut self,
        at: usize,
        thread: ThreadId,
    ) -> Result<Vec<(Taken, Box<Kernel>)>, GraphError> {
        let node = &self.nodes[at];
        let (before, seen, step) = (node.choices.len(), node.events, node.step + 1);
        let mut prefix = node.choices.clone();
        if node.going_on.len() > 1 {
            prefix.push(Choice::Thread { thread, preempts: false });
        }
        let (mut taken, mut values) = (Vec::new(), Vec::new());
        loop {
            let kernel = self.run(&[&prefix[..], &values[..]].concat(), step)?;
            if !kernel.strategy.diverged() {
                self.known.learn(&kernel)?;
                let (choices, events) = (kernel.choices.get(before..), kernel.trace.get(seen..));
                let (Some(choices), Some(events)) = (choices, events) else {
                    return Err(not_repeatable());
                };
                values = kernel.choices[prefix.len()..].to_vec();
                // What a failed thread does while it unwinds is no part of the story.
                let shown = kernel.failure.as_ref().and_then(|f| f.at.checked_sub(seen));
                let events = events.iter().take(shown.unwrap_or(events.len()));
                // Who waits is told of each state, however one came there.
                let events = events.filter(|event| event.op != Op::Blocks);
                let events = events.map(|event| self.known.event(&kernel, event)).collect();
                taken.push((Taken { thread, events, choices: choices.to_vec(), to: 0 }, kernel));
            } else if values.pop().is_none() {
                return Err(not_repeatable());
            }
            // The next alternative of the last choice. If there is none, the run says that it diverged.
            match values.last_mut() {
                None => return Ok(taken),
                Some(Choice::Value(value)) => *value += 1,
                Some(_) => return Err(not_repeatable()),
            }
        }
    }

    /// Whether a step changes nothing that anybody could notice: a thread runs up to its first operation.
    fn is_silent(&self, at: usize, taken: &Taken, kernel: &Kernel) -> bool {
        let same = histories(kernel).eq(self.nodes[at].histories.iter().copied());
        taken.events.is_empty() && !kernel.stopped.is_empty() && same
    }

    /// The state that stands for this one, after the choices that lead to it.
    fn resolve(&self, mut at: usize, choices: &mut Vec<Choice>) -> usize {
        while let Some((to, more)) = &self.nodes[at].same_as {
            choices.extend_from_slice(more);
            at = *to;
        }
        at
    }
}

/// Whether all that a thread has done is to start another one. Nobody can tell when that was.
fn is_start(taken: &Taken, kernel: &Kernel) -> bool {
    matches!(&taken.events[..], [event] if event.op == Op::Spawns)
        && !kernel.threads[taken.thread].finished
}

fn histories(kernel: &Kernel) -> impl Iterator<Item = u64> + '_ {
    kernel.threads.iter().map(|thread| thread.history)
}

/// Equal for equivalent states. What each thread is about to do is in it, since a thread that has only run up to
/// its first operation has no history yet.
fn key(kernel: &Kernel, end: Option<&End>) -> u64 {
    let mut key = kernel.normal_form();
    for thread in kernel.threads.iter().filter(|thread| !thread.finished) {
        key = mix(key, thread.doing.map_or(0, |doing| mix(doing.op as u64, key_of(doing.place))));
    }
    let going_on = kernel.stopped.iter().fold(0u128, |set, &thread| set | 1 << thread);
    key = mix(mix(key, going_on as u64), (going_on >> 64) as u64);
    let Some(end) = end else { return key };
    let message = end.failure.as_ref().map_or("", |failure| &failure.message);
    let words = end.verdict.name().bytes().chain(message.bytes());
    words.fold(mix(key, u64::MAX), |key, byte| mix(key, byte.into()))
}

fn not_repeatable() -> GraphError {
    let message = "the same schedule, run again, went another way: the code depends on something besides the schedule";
    GraphError::Unfit { verdict: Verdict::NotRepeatable, message: message.to_string() }
}
