//! Runs a litmus program under every execution of `interleave` (weak memory) and of `loom`.

use crate::program::{Outcomes, Program};
use std::sync::{Arc, Mutex, MutexGuard};

/// The same interpreter for two libraries with std's names.
macro_rules! interpreter {
    ($library:ident) => {
        pub(crate) mod $library {
            use crate::program::{Op, Outcome, Program, VARIABLES};
            use $library::sync::atomic::{AtomicU8, Ordering::Relaxed, fence};
            use $library::{sync::Arc, thread};

            pub(crate) fn run(program: &Program) -> Outcome {
                let memory: Arc<[AtomicU8; VARIABLES]> =
                    Arc::new(std::array::from_fn(|_| AtomicU8::new(0)));
                let threads: Vec<_> = program
                    .iter()
                    .map(|ops| {
                        let (ops, memory) = (ops.clone(), Arc::clone(&memory));
                        thread::spawn(move || -> Vec<u8> {
                            ops.iter().filter_map(|op| step(&memory, *op)).collect()
                        })
                    })
                    .collect();
                let read = threads.into_iter().flat_map(|t| t.join().unwrap()).collect();
                (read, std::array::from_fn(|at| memory[at].load(Relaxed)))
            }

            /// Does one step; the value it read, if it read one.
            fn step(memory: &[AtomicU8; VARIABLES], op: Op) -> Option<u8> {
                match op {
                    Op::Store(at, value, order) => {
                        memory[at].store(value, order);
                        None
                    }
                    Op::Load(at, order) => Some(memory[at].load(order)),
                    Op::Add(at, order) => Some(memory[at].fetch_add(1, order)),
                    Op::Swap(at, expected, new, success, failure) => Some(
                        memory[at]
                            .compare_exchange(expected, new, success, failure)
                            .unwrap_or_else(|seen| seen),
                    ),
                    Op::Fence(order) => {
                        fence(order);
                        None
                    }
                }
            }
        }
    };
}

interpreter!(interleave);
interpreter!(loom);

/// The outcomes of `program` in `interleave`, with weak memory, and how many interleavings there were.
pub(crate) fn by_interleave(program: &Program) -> (Outcomes, usize) {
    let seen = Arc::new(Mutex::new(Outcomes::new()));
    let (program, sink) = (program.clone(), Arc::clone(&seen));
    let report =
        ::interleave::Explorer::new().budget(5_000_000).weak_memory(true).explore(move || {
            let outcome = interleave::run(&program);
            lock(&sink).insert(outcome);
        });
    assert!(report.passed(), "a litmus program cannot fail, but:\n{report}");
    assert!(report.exhaustive, "not exhaustive after {} interleavings", report.interleavings);
    (std::mem::take(&mut *lock(&seen)), report.interleavings)
}

/// The outcomes of `program` in `loom`.
///
/// Loom's cost explodes with the number of threads, so beyond two of them it is given a bound on preemptions. Its weak
/// loads need none, and for these programs it comes to the same outcomes as without.
pub(crate) fn by_loom(program: &Program) -> Outcomes {
    let seen = Arc::new(Mutex::new(Outcomes::new()));
    let (threads, program, sink) = (program.len(), program.clone(), Arc::clone(&seen));
    let mut loom = ::loom::model::Builder::new();
    loom.preemption_bound = match threads {
        0..=2 => None,
        3 => Some(2),
        _ => Some(1),
    };
    loom.check(move || {
        let outcome = loom::run(&program);
        lock(&sink).insert(outcome);
    });
    std::mem::take(&mut *lock(&seen))
}

fn lock(outcomes: &Mutex<Outcomes>) -> MutexGuard<'_, Outcomes> {
    outcomes.lock().expect("no thread panics while it inserts an outcome")
}
