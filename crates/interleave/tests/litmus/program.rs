//! Litmus programs as data, so that one program runs on `interleave`, on `loom`, and on the axioms.

use std::collections::BTreeSet;
use std::sync::atomic::Ordering;

/// One step of a thread. Variables are numbered and begin as 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Op {
    Store(usize, u8, Ordering),
    Load(usize, Ordering),
    /// `fetch_add(1)`.
    Add(usize, Ordering),
    /// `compare_exchange(expected, new)`, with the orderings for success and failure.
    Swap(usize, u8, u8, Ordering, Ordering),
    Fence(Ordering),
}

pub(crate) const VARIABLES: usize = 3;

/// What each thread does.
pub(crate) type Program = Vec<Vec<Op>>;

/// The values read, thread by thread in program order, and the values of the variables at the end.
pub(crate) type Outcome = (Vec<u8>, [u8; VARIABLES]);

pub(crate) type Outcomes = BTreeSet<Outcome>;

pub(crate) fn st(variable: usize, value: u8, order: Ordering) -> Op {
    Op::Store(variable, value, order)
}

pub(crate) fn ld(variable: usize, order: Ordering) -> Op {
    Op::Load(variable, order)
}

pub(crate) fn add(variable: usize, order: Ordering) -> Op {
    Op::Add(variable, order)
}

pub(crate) fn fence(order: Ordering) -> Op {
    Op::Fence(order)
}

/// Whether loom 0.7 can be trusted with the program. It cannot
/// - with SeqCst accesses, which it takes for acquire and release ones, so that it shows more;
/// - with a variable that several threads store to, or that is both stored to and updated: an update may then read
///   another store than the one before it, which C++20 forbids (`fetch_add(1)` beside `store(2)` ends in 1);
/// - with a thread that loads a variable and later writes it: loom then misses that another thread's load may come
///   after the write, even in plain interleavings.
pub(crate) fn loom_is_right(program: &Program) -> bool {
    let steps = || program.iter().flatten();
    let one_kind_of_writes = (0..VARIABLES).all(|at| {
        let storing = program.iter().filter(|ops| ops.iter().any(|op| op.stores(at))).count();
        storing == 0 || storing == 1 && !steps().any(|op| op.updates(at))
    });
    let no_load_then_write = program.iter().all(|ops| {
        (0..VARIABLES).all(|at| {
            let first_load = ops.iter().position(|op| matches!(op, Op::Load(l, _) if *l == at));
            let last_write = ops.iter().rposition(|op| op.stores(at) || op.updates(at));
            first_load.zip(last_write).is_none_or(|(load, write)| write < load)
        })
    });
    one_kind_of_writes && no_load_then_write && !steps().any(Op::is_sc_access)
}

impl Op {
    fn stores(&self, variable: usize) -> bool {
        matches!(*self, Op::Store(at, ..) if at == variable)
    }

    fn updates(&self, variable: usize) -> bool {
        matches!(*self, Op::Add(at, _) | Op::Swap(at, ..) if at == variable)
    }

    fn is_sc_access(&self) -> bool {
        use Ordering::SeqCst;
        match *self {
            Op::Store(_, _, order) | Op::Load(_, order) | Op::Add(_, order) => order == SeqCst,
            Op::Swap(_, _, _, success, failure) => success == SeqCst || failure == SeqCst,
            Op::Fence(_) => false,
        }
    }
}
