//! The outcomes that the C++20 memory model, which Rust's atomics have, allows a litmus program.
//!
//! The model in the form of Lahav, Vafeiadis, Kang, Hur, Dreyer, "Repairing sequential consistency in C/C++11"
//! (RC11, PLDI 2017), with C++20's shorter release sequences (P0982): an execution is allowed if its relations obey the
//! axioms in [`Execution::allowed`].
//!
//! `interleave` runs a program step by step, and that shows less than the model allows, in four ways, which are stated
//! here as restrictions, so that everything else has to agree:
//! - a load reads a store that ran before it: no load buffering;
//! - each store joins the modification order when it runs: 2+2W stays strong (it is weak in loom);
//! - a compare-exchange that fails reads the newest store, too;
//! - the order of the SeqCst events is the order in which they run.

use crate::program::{Op, Outcomes, Program, VARIABLES};
use crate::relation::Relation;
use std::sync::atomic::Ordering::{self, *};

#[derive(Clone, Copy)]
struct Event {
    /// `None` for the stores of the initial values.
    thread: Option<usize>,
    kind: Kind,
    variable: usize,
    order: Ordering,
    read: Option<u8>,
    written: Option<u8>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Access,
    Fence,
}

impl Event {
    fn acquires(&self) -> bool {
        matches!(self.order, Acquire | AcqRel | SeqCst)
    }

    fn releases(&self) -> bool {
        matches!(self.order, Release | AcqRel | SeqCst)
    }

    fn is_fence(&self) -> bool {
        self.kind == Kind::Fence
    }
}

/// The events in the order in which they ran, and for each the event it read from.
#[derive(Clone)]
struct Execution {
    events: Vec<Event>,
    source: Vec<Option<usize>>,
}

/// Every outcome of `program` that the axioms allow.
pub(crate) fn outcomes(program: &Program) -> Outcomes {
    let initial = Event {
        thread: None,
        kind: Kind::Access,
        variable: 0,
        order: Relaxed,
        read: None,
        written: Some(0),
    };
    let events = (0..VARIABLES).map(|variable| Event { variable, ..initial }).collect();
    let start = Execution { events, source: vec![None; VARIABLES] };
    let mut found = Outcomes::new();
    extend(program, &start, &mut vec![0; program.len()], &mut found);
    found
}

/// Lets each thread in turn do its next step, in each way it can, until all have ended.
fn extend(program: &Program, so_far: &Execution, next: &mut Vec<usize>, found: &mut Outcomes) {
    if program.iter().zip(next.iter()).all(|(ops, next)| *next == ops.len()) {
        if so_far.allowed() {
            found.insert(so_far.outcome(program.len()));
        }
        return;
    }
    for thread in 0..program.len() {
        let Some(op) = program[thread].get(next[thread]) else { continue };
        next[thread] += 1;
        for (event, source) in so_far.ways(thread, *op) {
            let mut longer = so_far.clone();
            longer.events.push(event);
            longer.source.push(source);
            extend(program, &longer, next, found);
        }
        next[thread] -= 1;
    }
}

impl Execution {
    /// The events that a step may be: one for each store it may read, where it reads.
    fn ways(&self, thread: usize, op: Op) -> Vec<(Event, Option<usize>)> {
        let event = |variable, order, read, written| Event {
            thread: Some(thread),
            kind: Kind::Access,
            variable,
            order,
            read,
            written,
        };
        let stores = |variable| {
            let wrote = move |e: &Event| e.variable == variable && e.written.is_some();
            self.events.iter().enumerate().filter(move |(_, e)| wrote(e))
        };
        let newest = |variable| stores(variable).next_back().expect("the initial value is a store");
        match op {
            Op::Store(at, value, order) => vec![(event(at, order, None, Some(value)), None)],
            Op::Load(at, order) => stores(at)
                .map(|(source, store)| (event(at, order, store.written, None), Some(source)))
                .collect(),
            // A read-modify-write is next to what it reads in the modification order: it reads the newest store.
            Op::Add(at, order) => {
                let (source, store) = newest(at);
                let sum = store.written.map(|value| value + 1);
                vec![(event(at, order, store.written, sum), Some(source))]
            }
            Op::Swap(at, expected, new, success, failure) => {
                let (source, store) = newest(at);
                let done = if store.written == Some(expected) {
                    event(at, success, store.written, Some(new))
                } else {
                    event(at, failure, store.written, None)
                };
                vec![(done, Some(source))]
            }
            Op::Fence(order) => {
                let fence = Event { kind: Kind::Fence, ..event(usize::MAX, order, None, None) };
                vec![(fence, None)]
            }
        }
    }

    /// The axioms of RC11: coherence, and an order of the SeqCst events. (Atomicity, and no value out of thin air, hold
    /// because of the way executions are built.)
    fn allowed(&self) -> bool {
        let events = &self.events;
        let count = events.len();
        let same_variable =
            |a: usize, b: usize| !events[a].is_fence() && events[a].variable == events[b].variable;
        let wrote = |e: usize| events[e].written.is_some();
        let sc = |e: usize| events[e].order == SeqCst && events[e].thread.is_some();
        let sc_fence = |e: usize| sc(e) && events[e].is_fence();

        let program_order = Relation::new(count, |a, b| {
            a < b && (events[a].thread.is_none() || events[a].thread == events[b].thread)
        });
        let reads_from = Relation::new(count, |a, b| self.source[b] == Some(a));
        let modification =
            Relation::new(count, |a, b| a < b && same_variable(a, b) && wrote(a) && wrote(b));
        let reads_before = reads_from.inverse().then(&modification).only(|a, b| a != b);
        let update = Relation::new(count, |a, b| a == b && wrote(a) && self.source[a].is_some());

        // Synchronises-with: a release (or a fence before the store) to an acquire (or a fence after the load) that
        // reads the store, or the end of a chain of updates that began with it.
        let fenced = |e: usize| events[e].is_fence();
        let from_release = program_order.only(|a, b| fenced(a) && wrote(b)).maybe();
        let to_acquire = program_order.only(|a, b| events[a].read.is_some() && fenced(b)).maybe();
        let chain = reads_from.then(&update).closure().maybe();
        let synchronises = from_release
            .then(&chain.only(|a, _| wrote(a)))
            .then(&reads_from)
            .then(&to_acquire)
            .only(|a, b| events[a].releases() && events[b].acquires());
        let happens_before = program_order.or(&synchronises).closure();

        let communication = reads_from.or(&modification).or(&reads_before).closure();
        if !happens_before.then(&communication.maybe()).irreflexive()
            || !happens_before.irreflexive()
        {
            return false;
        }

        let elsewhere = program_order.only(|a, b| !same_variable(a, b));
        let sc_before = program_order
            .or(&elsewhere.then(&happens_before).then(&elsewhere))
            .or(&happens_before.only(same_variable))
            .or(&modification)
            .or(&reads_before);
        let into = happens_before.maybe();
        let leaves =
            Relation::new(count, |a, b| a == b && sc(a)).or(&into.only(|a, _| sc_fence(a)));
        let arrives =
            Relation::new(count, |a, b| a == b && sc(a)).or(&into.only(|_, b| sc_fence(b)));
        let base = leaves.then(&sc_before).then(&arrives);
        let fences = happens_before
            .or(&happens_before.then(&communication).then(&happens_before))
            .only(|a, b| sc_fence(a) && sc_fence(b));
        base.or(&fences).only(|a, b| a >= b).is_empty()
    }

    fn outcome(&self, threads: usize) -> (Vec<u8>, [u8; VARIABLES]) {
        let of = |thread| self.events.iter().filter(move |e| e.thread == Some(thread));
        let read = (0..threads).flat_map(|thread| of(thread).filter_map(|e| e.read)).collect();
        let last = |at| {
            let written = |e: &&Event| e.variable == at && e.written.is_some();
            self.events.iter().rfind(written).and_then(|e| e.written)
        };
        (read, std::array::from_fn(|at| last(at).expect("the initial value is a store")))
    }
}
