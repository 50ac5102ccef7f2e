//! `Barrier`, `Once`, `OnceLock`, `LazyLock`.

use crate::support::{fails, gives, holds};
use interleave::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use interleave::sync::{Arc, Barrier, LazyLock, Mutex, Once, OnceLock};
use interleave::{Verdict, thread};

#[test]
fn nobody_passes_a_barrier_before_all_have_arrived() {
    holds(|| {
        let (barrier, arrived) = (Barrier::new(3), AtomicUsize::new(0));
        thread::scope(|s| {
            for _ in 0..3 {
                s.spawn(|| {
                    arrived.fetch_add(1, SeqCst);
                    barrier.wait();
                    assert_eq!(arrived.load(SeqCst), 3, "went through too early");
                });
            }
        });
    });
}

#[test]
fn a_barrier_has_one_leader_each_time_which_may_be_any() {
    gives([[0, 0], [0, 1], [1, 0], [1, 1]], || {
        let barrier = Barrier::new(2);
        let leaders = Mutex::new([9, 9]);
        thread::scope(|s| {
            for me in 0..2 {
                let (barrier, leaders) = (&barrier, &leaders);
                s.spawn(move || {
                    for round in 0..2 {
                        if barrier.wait().is_leader() {
                            let before = std::mem::replace(&mut leaders.lock().unwrap()[round], me);
                            assert_eq!(before, 9, "two leaders in one round");
                        }
                    }
                });
            }
        });
        leaders.into_inner().unwrap()
    });
}

#[test]
fn a_barrier_for_three_holds_two_for_ever() {
    fails(Verdict::Deadlock, || {
        let barrier = Barrier::new(3);
        thread::scope(|s| {
            s.spawn(|| barrier.wait());
            s.spawn(|| barrier.wait());
        });
    });
}

#[test]
fn a_barrier_for_one_or_none_lets_everybody_through() {
    holds(|| {
        assert!(Barrier::new(1).wait().is_leader());
        assert!(Barrier::new(0).wait().is_leader());
    });
}

#[test]
fn once_runs_one_of_them_and_everybody_waits_for_it() {
    gives([1, 2], || {
        let (once, by) = (Once::new(), AtomicUsize::new(0));
        thread::scope(|s| {
            for me in 1..=2 {
                let (once, by) = (&once, &by);
                s.spawn(move || {
                    once.call_once(|| {
                        interleave::yield_point();
                        assert_eq!(by.swap(me, SeqCst), 0, "initialised twice");
                    });
                    assert!(once.is_completed());
                    assert_ne!(by.load(SeqCst), 0, "went on before it was initialised");
                });
            }
        });
        by.into_inner()
    });
}

#[test]
fn a_once_whose_first_call_panicked_is_poisoned() {
    holds(|| {
        let once = Once::new();
        let first = interleave::panic::catch_unwind(|| once.call_once(|| panic!("first")));
        assert!(first.is_err());
        let second = interleave::panic::catch_unwind(|| once.call_once(|| {}));
        assert!(second.is_err(), "a poisoned Once panics");
        once.call_once_force(|state| assert!(state.is_poisoned()));
        assert!(once.is_completed());
        once.call_once(|| panic!("never called"));
    });
}

#[test]
fn once_lock_is_set_once() {
    gives([(1, true, false), (2, false, true)], || {
        let cell = OnceLock::new();
        let (first, second) = thread::scope(|s| {
            let first = s.spawn(|| cell.set(1).is_ok());
            let second = s.spawn(|| cell.set(2).is_ok());
            (first.join().unwrap(), second.join().unwrap())
        });
        (*cell.get().unwrap(), first, second)
    });
}

#[test]
fn once_lock_get_sees_nothing_or_everything() {
    gives([None, Some(7)], || {
        let cell = OnceLock::new();
        thread::scope(|s| {
            s.spawn(|| cell.get_or_init(|| 7));
            cell.get().copied()
        })
    });
}

#[test]
fn once_lock_initialises_once_for_all() {
    holds(|| {
        let (cell, calls) = (OnceLock::new(), AtomicUsize::new(0));
        thread::scope(|s| {
            for _ in 0..2 {
                s.spawn(|| {
                    let value = *cell.get_or_init(|| {
                        interleave::yield_point();
                        calls.fetch_add(1, SeqCst) + 10
                    });
                    assert_eq!(value, 10);
                });
            }
        });
        assert_eq!(calls.load(SeqCst), 1, "two threads initialised it");
        assert_eq!(cell.into_inner(), Some(10));
    });
}

#[test]
fn waiting_for_the_initialiser_ends_when_it_has_returned() {
    holds(|| {
        let (once, cell) = (Once::new(), OnceLock::new());
        thread::scope(|s| {
            s.spawn(|| once.call_once(interleave::yield_point));
            s.spawn(|| cell.set(5));
            once.wait();
            assert!(once.is_completed(), "went on before the initialiser had returned");
            assert_eq!(*cell.wait(), 5);
        });
    });
}

#[test]
fn a_once_lock_that_initialises_itself_is_a_deadlock() {
    fails(Verdict::Deadlock, || {
        let cell = OnceLock::new();
        cell.get_or_init(|| *cell.get_or_init(|| 1));
    });
}

#[test]
fn lazy_lock_computes_on_first_use_and_once() {
    holds(|| {
        let calls = Arc::new(AtomicUsize::new(0));
        let counting = Arc::clone(&calls);
        let lazy = LazyLock::new(move || counting.fetch_add(1, SeqCst) + 5);
        assert_eq!(calls.load(SeqCst), 0, "computed before anybody asked");
        thread::scope(|s| {
            s.spawn(|| assert_eq!(*lazy, 5));
            s.spawn(|| assert_eq!(*LazyLock::force(&lazy), 5));
        });
        assert_eq!(calls.load(SeqCst), 1, "computed twice");
    });
}
