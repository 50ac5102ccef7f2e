//! The limits of the explorer each end in a verdict of their own, and never in a hang.

use crate::support::{fails, holds};
use interleave::sync::Mutex;
use interleave::{Explorer, Verdict, process, thread};
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};

#[test]
fn leaving_the_process_is_refused() {
    for leave in [|| process::exit(3), || process::abort()] {
        let report = fails(Verdict::Exited, move || {
            thread::spawn(leave).join().unwrap();
        });
        assert!(report.to_string().contains("limits.rs:"), "the line is missing in:\n{report}");
    }
}

#[test]
fn a_static_mutex_outlives_an_interleaving() {
    static COUNT: Mutex<u32> = Mutex::new(0);
    fails(Verdict::Outlived, || {
        thread::scope(|s| {
            s.spawn(|| *COUNT.lock().unwrap() += 1);
            *COUNT.lock().unwrap() += 1;
        });
    });
}

#[test]
fn an_object_made_outside_outlives_an_interleaving() {
    let outside = std::sync::Arc::new(Mutex::new(0));
    fails(Verdict::Outlived, move || {
        thread::scope(|s| {
            s.spawn(|| *outside.lock().unwrap() += 1);
            *outside.lock().unwrap() += 1;
        });
    });
}

#[test]
fn a_program_that_differs_from_run_to_run_is_not_repeatable() {
    static RUNS: AtomicUsize = AtomicUsize::new(0);
    // A real atomic, which the explorer does not reset: as a clock or a random number would be.
    fails(Verdict::NotRepeatable, || {
        let run = RUNS.fetch_add(1, SeqCst);
        thread::scope(|s| {
            for _ in 0..2 + run % 2 {
                s.spawn(interleave::yield_point);
            }
        });
    });
}

#[test]
fn a_failure_that_does_not_come_again_is_not_repeatable() {
    static RUNS: AtomicUsize = AtomicUsize::new(0);
    fails(Verdict::NotRepeatable, || {
        thread::scope(|s| {
            s.spawn(interleave::yield_point);
            interleave::yield_point();
        });
        assert_ne!(RUNS.fetch_add(1, SeqCst), 2, "only in the third run");
    });
}

#[test]
fn blocking_on_something_unseen_ends_by_the_watchdog() {
    // A mutex of the real std, held by a thread that the explorer has stopped. This takes as long as the watchdog waits.
    let report = fails(Verdict::BlockedOutside, || {
        let real = std::sync::Arc::new(std::sync::Mutex::new(()));
        let held = std::sync::Arc::clone(&real);
        let other = thread::spawn(move || {
            let _held = held.lock().unwrap();
            interleave::yield_point();
        });
        let _held = real.lock().unwrap();
        interleave::yield_point();
        drop(_held);
        other.join().unwrap();
    });
    assert!(!report.message.is_empty(), "it should say what to do");
}

#[test]
fn the_budget_is_never_exceeded() {
    let three_threads = || {
        let count = Mutex::new(0);
        thread::scope(|s| {
            for _ in 0..3 {
                s.spawn(|| {
                    for _ in 0..3 {
                        *count.lock().unwrap() += 1;
                    }
                });
            }
        });
    };
    for budget in [1, 2, 10, 1_000] {
        let report = Explorer::new().budget(budget).explore(three_threads);
        assert!(report.passed(), "{report}");
        assert_eq!(report.interleavings, budget, "of a budget of {budget}");
        assert!(!report.exhaustive, "it cannot be finished with {budget}");
    }
}

#[test]
fn an_exploration_says_when_it_was_exhaustive() {
    let report = holds(|| {
        let count = Mutex::new(0);
        thread::scope(|s| {
            s.spawn(|| *count.lock().unwrap() += 1);
            *count.lock().unwrap() += 1;
        });
    });
    assert!(report.to_string().contains("every interleaving"), "it does not say so:\n{report}");
}

#[test]
fn who_is_alone_gets_no_help() {
    use interleave::sync::atomic::{AtomicBool, AtomicU32, Ordering::SeqCst};

    let count = || (Mutex::new(0), AtomicU32::new(0), AtomicBool::new(false));
    // Nobody has to be waited for.
    holds(move || {
        let (_, number, _) = count();
        thread::scope(|s| {
            s.spawn(|| number.fetch_add(1, SeqCst));
            interleave::alone(|| number.fetch_add(1, SeqCst));
        });
        assert_eq!(number.load(SeqCst), 2);
    });
    // In some interleaving the other one has the lock.
    let report = fails(Verdict::NoProgress, move || {
        let (lock, ..) = count();
        thread::scope(|s| {
            s.spawn(|| *lock.lock().unwrap() += 1);
            interleave::alone(|| *lock.lock().unwrap() += 1);
        });
    });
    assert!(report.to_string().contains("held by"), "who holds it is missing in:\n{report}");
    // To make way does not help.
    fails(Verdict::NoProgress, move || {
        let (_, number, taken) = count();
        let add = || {
            while taken.swap(true, SeqCst) {
                thread::yield_now();
            }
            number.store(number.load(SeqCst) + 1, SeqCst);
            taken.store(false, SeqCst);
        };
        thread::scope(|s| {
            s.spawn(add);
            interleave::alone(add);
        });
    });
}

#[test]
fn after_that_the_others_go_on() {
    holds(|| {
        let number = Mutex::new(0);
        thread::scope(|s| {
            let other = s.spawn(|| *number.lock().unwrap() += 1);
            interleave::alone(interleave::yield_point);
            other.join().unwrap();
        });
        let _ = interleave::panic::catch_unwind(|| interleave::alone(|| panic!("alone")));
        thread::scope(|s| {
            s.spawn(|| *number.lock().unwrap() += 1);
        });
        assert_eq!(*number.lock().unwrap(), 2);
    });
}
