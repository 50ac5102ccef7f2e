//! `Mutex`: one inside, waiting, trying, poison.

use crate::support::{fails, gives, holds};
use interleave::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use interleave::sync::{Mutex, PoisonError, TryLockError};
use interleave::{Verdict, thread, yield_point};

#[test]
fn two_are_never_inside() {
    holds(|| {
        let (mutex, inside) = (Mutex::new(()), AtomicUsize::new(0));
        thread::scope(|s| {
            for _ in 0..3 {
                s.spawn(|| {
                    let _held = mutex.lock().unwrap();
                    assert_eq!(inside.fetch_add(1, SeqCst), 0, "two hold the lock");
                    inside.fetch_sub(1, SeqCst);
                });
            }
        });
    });
}

#[test]
fn either_may_be_first() {
    gives([vec!['a', 'b'], vec!['b', 'a']], || {
        let order = Mutex::new(Vec::new());
        thread::scope(|s| {
            s.spawn(|| order.lock().unwrap().push('a'));
            s.spawn(|| order.lock().unwrap().push('b'));
        });
        order.into_inner().unwrap()
    });
}

#[test]
fn a_value_read_in_one_section_is_old_in_the_next() {
    gives([1, 2], || {
        let count = Mutex::new(0);
        let add = || {
            let seen = *count.lock().unwrap();
            *count.lock().unwrap() = seen + 1;
        };
        thread::scope(|s| {
            s.spawn(add);
            s.spawn(add);
        });
        count.into_inner().unwrap()
    });
}

#[test]
fn the_lock_is_free_again_after_the_guard() {
    holds(|| {
        let mutex = Mutex::new(1);
        drop(mutex.lock().unwrap());
        *mutex.lock().unwrap() += 1;
        assert_eq!(*mutex.lock().unwrap(), 2);
    });
}

#[test]
fn locking_twice_is_a_deadlock() {
    let report = fails(Verdict::Deadlock, || {
        let mutex = Mutex::new(());
        let _first = mutex.lock().unwrap();
        let _second = mutex.lock().unwrap();
    });
    assert_eq!(report.interleavings, 1, "it deadlocks in the first interleaving");
}

#[test]
fn a_deadlock_names_threads_locks_and_holders() {
    let report = fails(Verdict::Deadlock, || {
        let (left, right) = (Mutex::new(()), Mutex::new(()));
        thread::scope(|s| {
            let named = |name: &str| thread::Builder::new().name(name.to_string());
            let alice = named("alice").spawn_scoped(s, || {
                let _left = left.lock().unwrap();
                let _right = right.lock().unwrap();
            });
            let bob = named("bob").spawn_scoped(s, || {
                let _right = right.lock().unwrap();
                let _left = left.lock().unwrap();
            });
            alice.unwrap().join().unwrap();
            bob.unwrap().join().unwrap();
        });
    });
    let details = report.details.join("\n");
    let line_of = |name: &str| report.details.iter().find(|d| d.starts_with(name));
    let alice = line_of("alice").unwrap_or_else(|| panic!("nothing about alice in:\n{details}"));
    assert!(alice.contains("right") && alice.contains("bob"), "what alice waits for: {alice}");
    let bob = line_of("bob").unwrap_or_else(|| panic!("nothing about bob in:\n{details}"));
    assert!(bob.contains("left") && bob.contains("alice"), "what bob waits for: {bob}");
    assert!(details.contains("mutex.rs:"), "the lines are missing in:\n{details}");
}

#[test]
fn try_lock_fails_exactly_while_another_holds() {
    gives([true, false], || {
        let mutex = Mutex::new(());
        thread::scope(|s| {
            s.spawn(|| {
                let _held = mutex.lock().unwrap();
                yield_point();
            });
            let tried = mutex.try_lock();
            assert!(!matches!(tried, Err(TryLockError::Poisoned(_))), "nobody panicked");
            tried.is_ok()
        })
    });
}

#[test]
fn try_lock_keeps_others_out() {
    holds(|| {
        let (mutex, inside) = (Mutex::new(()), AtomicUsize::new(0));
        thread::scope(|s| {
            for _ in 0..2 {
                s.spawn(|| {
                    if let Ok(_held) = mutex.try_lock() {
                        assert_eq!(inside.fetch_add(1, SeqCst), 0, "two hold the lock");
                        inside.fetch_sub(1, SeqCst);
                    }
                });
            }
        });
    });
}

#[test]
fn try_lock_by_the_holder_fails() {
    holds(|| {
        let mutex = Mutex::new(());
        let _held = mutex.lock().unwrap();
        assert!(matches!(mutex.try_lock(), Err(TryLockError::WouldBlock)));
    });
}

#[test]
fn a_panic_while_holding_poisons() {
    holds(|| {
        let mutex = Mutex::new(0);
        let ended = thread::scope(|s| {
            let panicking = s.spawn(|| {
                let mut value = mutex.lock().unwrap();
                *value = 1;
                panic!("while holding");
            });
            panicking.join()
        });
        assert!(ended.is_err(), "the panic did not arrive at join");
        assert!(mutex.is_poisoned(), "nobody noticed the panic");
        assert_eq!(*mutex.lock().unwrap_err().into_inner(), 1, "the value is kept");
        match mutex.try_lock() {
            Err(TryLockError::Poisoned(error)) => assert_eq!(*error.into_inner(), 1),
            other => panic!("try_lock on a poisoned mutex gave {other:?}"),
        }
        mutex.clear_poison();
        assert_eq!(*mutex.lock().unwrap(), 1, "clear_poison was called");
    });
}

#[test]
fn a_panic_elsewhere_does_not_poison() {
    holds(|| {
        let mutex = Mutex::new(0);
        let ended = thread::scope(|s| {
            let panicking = s.spawn(|| {
                drop(mutex.lock().unwrap());
                panic!("not holding anything");
            });
            panicking.join()
        });
        assert!(ended.is_err());
        assert!(!mutex.is_poisoned(), "the guard was dropped before the panic");
    });
}

#[test]
fn get_mut_and_into_inner_need_no_lock() {
    holds(|| {
        let mut mutex = Mutex::new(1);
        *mutex.get_mut().unwrap() += 1;
        assert_eq!(mutex.into_inner().unwrap(), 2);
        let mut poisoned = Mutex::from(3);
        let caught = interleave::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            let _held = poisoned.lock().unwrap();
            panic!("while holding");
        }));
        assert!(caught.is_err());
        assert_eq!(*poisoned.get_mut().unwrap_err().into_inner(), 3);
        assert_eq!(poisoned.into_inner().unwrap_or_else(PoisonError::into_inner), 3);
    });
}

#[test]
fn a_guard_that_is_forgotten_blocks_the_next() {
    fails(Verdict::Deadlock, || {
        let mutex = Mutex::new(());
        std::mem::forget(mutex.lock());
        let _never = mutex.lock();
    });
}
