//! Random programs come to the same results in `interleave` and in shuttle's exhaustive search.
//!
//! Two thousand programs (500 of each family of objects) are compared by their sets of outcomes. Programs that can deadlock do
//! not count among those: both explorers stop at the first deadlock, so only "it can deadlock" is compared.
//!
//! `cargo test -p interleave --test differential -- --nocapture` prints how many there were.

mod interpreters;
mod program;

use interleave::{Explorer, Verdict};
use program::{FAMILIES, Family, Outcome, Program};
use shuttle::scheduler::DfsScheduler;
use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, MutexGuard, Once};

/// How many programs of a family are compared by their outcomes.
const COMPARED: usize = 500;

/// How many steps a program begins with; where shuttle cannot finish it, one with fewer takes its place.
const STEPS: usize = 5;

/// As far as shuttle is let go; it has no partial-order reduction.
const LIMIT: usize = 2_000;

#[derive(Debug, PartialEq, Eq)]
enum Result {
    Outcomes(BTreeSet<Outcome>),
    CanDeadlock,
}

/// Keeps shuttle's panics, which are how it reports a deadlock, from being printed with a backtrace each.
fn silence_shuttle() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let print = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            if !info.location().is_some_and(|place| place.file().contains("shuttle-engine")) {
                print(info);
            }
        }));
    });
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

/// By shuttle's depth-first search; `None` if it did not finish within [`LIMIT`].
fn by_shuttle(program: &Program) -> Option<Result> {
    let seen = Arc::new(Mutex::new((BTreeSet::new(), 0)));
    let (program, sink) = (program.clone(), Arc::clone(&seen));
    silence_shuttle();
    let mut config = shuttle::Config::new();
    config.silence_warnings = true;
    config.failure_persistence = shuttle::FailurePersistence::None;
    let search = DfsScheduler::new(Some(LIMIT), false);
    let finished = catch_unwind(AssertUnwindSafe(|| {
        shuttle::Runner::new(search, config).run(move || {
            let outcome = interpreters::shuttle::run(&program);
            let mut seen = lock(&sink);
            seen.0.insert(outcome);
            seen.1 += 1;
        })
    }));
    match finished {
        Ok(_) if lock(&seen).1 == LIMIT => None,
        Ok(_) => Some(Result::Outcomes(std::mem::take(&mut lock(&seen).0))),
        Err(payload) => {
            let message = payload.downcast_ref::<String>().cloned().unwrap_or_default();
            assert!(message.starts_with("deadlock!"), "shuttle failed: {message}");
            Some(Result::CanDeadlock)
        }
    }
}

fn by_interleave(program: &Program) -> (Result, usize) {
    let seen = Arc::new(Mutex::new(BTreeSet::new()));
    let (of_run, sink) = (program.clone(), Arc::clone(&seen));
    let report = Explorer::new().budget(1_000_000).allow_leaks(true).explore(move || {
        let outcome = interpreters::interleave::run(&of_run);
        lock(&sink).insert(outcome);
    });
    let result = match report.verdict {
        Verdict::Passed => {
            assert!(report.exhaustive, "{program:?}: not finished in {}", report.interleavings);
            Result::Outcomes(std::mem::take(&mut *lock(&seen)))
        }
        Verdict::Deadlock => Result::CanDeadlock,
        _ => panic!("{program:?} cannot fail, but:\n{report}"),
    };
    (result, report.interleavings)
}

fn assert_same(program: &Program, ours: &Result, theirs: &Result) {
    if let (Result::Outcomes(ours), Result::Outcomes(theirs)) = (ours, theirs) {
        let missing: Vec<_> = theirs.difference(ours).take(3).collect();
        let surplus: Vec<_> = ours.difference(theirs).take(3).collect();
        assert!(
            missing.is_empty() && surplus.is_empty(),
            "{program:?}\nonly shuttle comes to {missing:?}\nonly interleave comes to {surplus:?}"
        );
    }
    assert!(ours == theirs, "{program:?}\nshuttle: {theirs:?}\ninterleave: {ours:?}");
}

fn programs_agree(family: Family) {
    let (mut compared, mut deadlocks, mut smaller, mut interleavings) = (0, 0, 0, 0);
    for seed in 0.. {
        let mut size = STEPS;
        let (program, theirs) = loop {
            let program = Program::random(family, seed, size);
            if let Some(theirs) = by_shuttle(&program) {
                break (program, theirs);
            }
            size -= 1;
            smaller += 1;
            assert!(size >= 2, "even two steps are too many for shuttle: {program:?}");
        };
        let (ours, run) = by_interleave(&program);
        assert_same(&program, &ours, &theirs);
        interleavings += run;
        match ours {
            Result::CanDeadlock => deadlocks += 1,
            Result::Outcomes(_) => compared += 1,
        }
        if compared == COMPARED {
            break;
        }
    }
    println!(
        "{family:?}: {compared} programs with equal outcomes ({interleavings} interleavings), {deadlocks} that can \
         deadlock in both, {smaller} made smaller"
    );
}

#[test]
fn programs_of_atomics_and_mutexes_agree() {
    programs_agree(FAMILIES[0]);
}

#[test]
fn programs_of_readers_and_writers_agree() {
    programs_agree(FAMILIES[1]);
}

#[test]
fn programs_of_condvars_agree() {
    programs_agree(FAMILIES[2]);
}

#[test]
fn programs_of_channels_agree() {
    programs_agree(FAMILIES[3]);
}
