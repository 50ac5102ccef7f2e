//! `RwLock`: readers together, a writer alone, poison.

use crate::support::{fails, gives, holds};
use interleave::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use interleave::sync::{RwLock, TryLockError};
use interleave::{Gauge, Verdict, thread, yield_point};

#[test]
fn readers_may_be_inside_together() {
    gives([1, 2], || {
        let (lock, inside) = (RwLock::new(()), Gauge::new());
        thread::scope(|s| {
            for _ in 0..2 {
                s.spawn(|| {
                    let _reading = lock.read().unwrap();
                    let _here = inside.enter();
                });
            }
        });
        inside.most()
    });
}

#[test]
fn a_writer_is_alone() {
    holds(|| {
        let (lock, readers, writers) = (RwLock::new(()), AtomicUsize::new(0), AtomicUsize::new(0));
        thread::scope(|s| {
            s.spawn(|| {
                let _reading = lock.read().unwrap();
                readers.fetch_add(1, SeqCst);
                assert_eq!(writers.load(SeqCst), 0, "a writer beside a reader");
                readers.fetch_sub(1, SeqCst);
            });
            for _ in 0..2 {
                s.spawn(|| {
                    let _writing = lock.write().unwrap();
                    assert_eq!(writers.fetch_add(1, SeqCst), 0, "two writers");
                    assert_eq!(readers.load(SeqCst), 0, "a reader beside a writer");
                    writers.fetch_sub(1, SeqCst);
                });
            }
        });
    });
}

#[test]
fn a_reader_sees_all_or_nothing_of_a_write() {
    gives([(0, 0), (1, 1)], || {
        let pair = RwLock::new((0, 0));
        thread::scope(|s| {
            s.spawn(|| {
                let mut pair = pair.write().unwrap();
                pair.0 = 1;
                yield_point();
                pair.1 = 1;
            });
            *pair.read().unwrap()
        })
    });
}

#[test]
fn the_try_forms_fail_exactly_while_the_lock_is_taken() {
    // Before, while somebody reads, while somebody writes, and after; or a change between the two looks.
    gives([(true, true), (true, false), (false, false), (false, true)], || {
        let lock = RwLock::new(());
        thread::scope(|s| {
            s.spawn(|| {
                drop(lock.read().unwrap());
                drop(lock.write().unwrap());
            });
            let read = lock.try_read().is_ok();
            (read, lock.try_write().is_ok())
        })
    });
}

#[test]
fn nobody_writes_while_a_reader_holds() {
    holds(|| {
        let lock = RwLock::new(0);
        let reading = lock.read().unwrap();
        assert!(matches!(lock.try_write(), Err(TryLockError::WouldBlock)), "beside a reader");
        assert!(lock.try_read().is_ok(), "readers do not exclude each other");
        drop(reading);
        let mut writing = lock.try_write().unwrap();
        *writing += 1;
        assert!(matches!(lock.try_read(), Err(TryLockError::WouldBlock)), "beside a writer");
        assert!(matches!(lock.try_write(), Err(TryLockError::WouldBlock)), "two writers");
    });
}

#[test]
fn a_reader_that_wants_to_write_waits_for_itself() {
    fails(Verdict::Deadlock, || {
        let lock = RwLock::new(());
        let _reading = lock.read().unwrap();
        let _writing = lock.write().unwrap();
    });
}

#[test]
fn the_last_of_several_readers_lets_the_writer_in() {
    holds(|| {
        let lock = RwLock::new(0);
        thread::scope(|s| {
            s.spawn(|| drop(lock.read().unwrap()));
            s.spawn(|| drop(lock.read().unwrap()));
            s.spawn(|| *lock.write().unwrap() += 1);
        });
        assert_eq!(lock.into_inner().unwrap(), 1, "the writer never came in");
    });
}

#[test]
fn only_a_writer_that_panics_poisons() {
    holds(|| {
        let mut lock = RwLock::new(0);
        let reader = thread::scope(|s| {
            let reader = s.spawn(|| {
                let _reading = lock.read().unwrap();
                panic!("while reading");
            });
            reader.join()
        });
        assert!(reader.is_err());
        assert!(!lock.is_poisoned(), "a reader cannot leave anything half done");
        let writer = thread::scope(|s| {
            let writer = s.spawn(|| {
                *lock.write().unwrap() = 1;
                let _writing = lock.write().unwrap();
                panic!("while writing");
            });
            writer.join()
        });
        assert!(writer.is_err());
        assert!(lock.is_poisoned(), "a writer can");
        assert_eq!(*lock.read().unwrap_err().into_inner(), 1);
        assert_eq!(*lock.write().unwrap_err().into_inner(), 1);
        assert!(matches!(lock.try_read(), Err(TryLockError::Poisoned(_))));
        assert!(lock.get_mut().is_err());
        lock.clear_poison();
        assert_eq!(lock.into_inner().unwrap(), 1);
    });
}
