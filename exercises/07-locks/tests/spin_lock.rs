//! What `src/spin_lock.rs` promises, in every interleaving; where it is about orderings, also under a memory that may
//! show older values.

use std::cell::Cell;
use std::marker::PhantomData;
use std::rc::Rc;

use interleave::sync::atomic::{AtomicU32, Ordering};
use interleave::{Explorer, Gauge, check, require, thread};
use locks::spin_lock::{SpinGuard, SpinLock};

// The functions as the exercise gives them. If a line here does not compile, one of them has lost its signature.
const _: fn(u32) -> SpinLock<u32> = SpinLock::new;
const _: for<'a> fn(&'a SpinLock<u32>) -> SpinGuard<'a, u32> = SpinLock::lock;
const _: for<'a> fn(&'a SpinLock<u32>) -> Option<SpinGuard<'a, u32>> = SpinLock::try_lock;

/// `check`, with loads that may return older values where the orderings allow it.
#[track_caller]
fn check_orderings(f: impl Fn() + Send + Sync + 'static) {
    Explorer::new().weak_memory(true).check(f);
}

#[test]
fn dropping_the_guard_unlocks() {
    check(|| {
        let lock = SpinLock::new(1);
        drop(lock.lock());
        let free = lock.try_lock().is_some();
        require!(
            free,
            LockLeftLocked,
            "`lock`, then the guard was dropped, and `try_lock` finds it locked"
        );
        let free = lock.try_lock().is_some();
        require!(
            free,
            LockLeftLocked,
            "`try_lock`, then the guard was dropped, and `try_lock` finds it locked"
        );
        *lock.lock() += 1;
        let value = *lock.lock();
        require!(
            value == 2,
            WrongResult,
            "1 became 2 inside the lock, and then {value} was in there"
        );
    });
}

#[test]
fn try_lock_leaves_a_held_lock_alone() {
    check(|| {
        let lock = SpinLock::new(0);
        let guard = lock.lock();
        let second = lock.try_lock().is_some();
        require!(!second, TwoInside, "one guard is out, and `try_lock` gave another");
        let third = lock.try_lock().is_some();
        require!(
            !third,
            TwoInside,
            "one guard is out, `try_lock` said `None`, and the next `try_lock` gave a guard: what did the one that \
             failed leave behind, or drop?"
        );
        drop(guard);
    });
}

#[test]
fn one_thread_at_a_time_has_a_guard() {
    check(|| {
        let (lock, holders) = (SpinLock::new(()), Gauge::new());
        let hold = || {
            let guard = lock.lock();
            drop(holders.enter());
            drop(guard);
        };
        thread::scope(|s| {
            let anna = s.spawn(hold);
            let ben = s.spawn(hold);
            anna.join().unwrap();
            ben.join().unwrap();
        });
        let most = holders.most();
        require!(most == 1, TwoInside, "`lock` gave a guard to {most} threads at the same time");
    });
}

#[test]
fn try_lock_and_lock_keep_each_other_out() {
    check(|| {
        let (lock, holders) = (SpinLock::new(()), Gauge::new());
        thread::scope(|s| {
            let anna = s.spawn(|| {
                let guard = lock.lock();
                drop(holders.enter());
                drop(guard);
            });
            let ben = s.spawn(|| {
                if let Some(guard) = lock.try_lock() {
                    drop(holders.enter());
                    drop(guard);
                }
            });
            let cleo = s.spawn(|| {
                if let Some(guard) = lock.try_lock() {
                    drop(holders.enter());
                    drop(guard);
                }
            });
            anna.join().unwrap();
            ben.join().unwrap();
            cleo.join().unwrap();
        });
        let most = holders.most();
        require!(
            most == 1,
            TwoInside,
            "`lock` and `try_lock` gave guards to {most} threads at the same time"
        );
    });
}

#[test]
fn what_one_holder_wrote_the_next_one_sees() {
    check_orderings(|| {
        // The number is not in the lock but beside it, and its own accesses order nothing: only the lock does.
        let (lock, visits) = (SpinLock::new(()), AtomicU32::new(0));
        let visit = || {
            let guard = lock.lock();
            let earlier = visits.load(Ordering::Relaxed);
            visits.store(earlier + 1, Ordering::Relaxed);
            drop(guard);
        };
        thread::scope(|s| {
            let anna = s.spawn(visit);
            let ben = s.spawn(visit);
            anna.join().unwrap();
            ben.join().unwrap();
        });
        let visits = visits.load(Ordering::Relaxed);
        require!(
            visits == 2,
            StaleRead,
            "two threads added 1 while they held the lock, and the sum is {visits}: the second one saw the number \
             from before the first one's visit. Which ordering makes a write visible, and which one looks for it?"
        );
    });
}

#[test]
fn what_one_holder_wrote_try_lock_sees() {
    check_orderings(|| {
        let (lock, visits) = (SpinLock::new(()), AtomicU32::new(0));
        let visit = || {
            let Some(guard) = lock.try_lock() else { return 0 };
            let earlier = visits.load(Ordering::Relaxed);
            visits.store(earlier + 1, Ordering::Relaxed);
            drop(guard);
            1
        };
        let (anna, ben) = thread::scope(|s| {
            let anna = s.spawn(visit);
            let ben = s.spawn(visit);
            (anna.join().unwrap(), ben.join().unwrap())
        });
        let visits = visits.load(Ordering::Relaxed);
        require!(
            anna + ben > 0,
            WrongResult,
            "two threads called `try_lock` on a free lock, and neither got it"
        );
        require!(
            visits == anna + ben,
            StaleRead,
            "{} threads got the lock by `try_lock` and added 1 while they held it, and the sum is {visits}: which \
             ordering does `try_lock` need?",
            anna + ben
        );
    });
}

#[test]
fn the_value_is_never_accessed_by_two_at_once() {
    check_orderings(|| {
        let lock = SpinLock::new(0);
        thread::scope(|s| {
            let anna = s.spawn(|| *lock.lock() += 1);
            let ben = s.spawn(|| match lock.try_lock() {
                Some(mut value) => *value += 1,
                None => *lock.lock() += 1,
            });
            anna.join().unwrap();
            ben.join().unwrap();
        });
        let value = *lock.lock();
        require!(
            value == 2,
            LostUpdate,
            "two threads added 1 to the value in the lock, and it is {value}"
        );
    });
}

#[test]
fn a_holder_who_panics_unlocks() {
    check(|| {
        let lock = SpinLock::new(0);
        drop(lock.lock());
        thread::scope(|s| {
            let anna = s.spawn(|| {
                let _guard = lock.lock();
                panic!("anna panics with the guard in her hands");
            });
            let anna = anna.join();
            require!(
                anna.is_err(),
                WrongResult,
                "anna panicked, and her thread ended with {anna:?}"
            );
        });
        let free = lock.try_lock().is_some();
        require!(
            free,
            LockLeftLocked,
            "a thread panicked while it held the lock, and the lock is locked for ever"
        );
    });
}

#[test]
fn try_lock_takes_a_free_lock() {
    // A `compare_exchange_weak` may fail once for no reason, as a spurious wake-up may come.
    Explorer::new().spurious_wakeups(1).check(|| {
        let lock = SpinLock::new(0);
        let taken = lock.try_lock().is_some();
        require!(
            taken,
            WrongResult,
            "the lock is free, one thread calls `try_lock`, and gets `None`"
        );
    });
}

#[test]
fn a_try_lock_that_fails_is_in_nobodys_way() {
    check(|| {
        let lock = SpinLock::new(0);
        let guard = lock.lock();
        let (anna, ben) = thread::scope(|s| {
            let anna = s.spawn(|| lock.try_lock().is_some());
            drop(guard);
            let ben = lock.try_lock().is_some();
            (anna.join().unwrap(), ben)
        });
        require!(
            anna || ben,
            WrongResult,
            "the lock was given back, two threads called `try_lock`, and nobody got it: does one that fails change \
             the lock for a moment?"
        );
        let free = lock.try_lock().is_some();
        require!(
            free,
            LockLeftLocked,
            "nobody has a guard any more, and `try_lock` finds the lock locked"
        );
    });
}

#[test]
fn what_a_holder_wrote_before_the_panic_the_next_one_sees() {
    check_orderings(|| {
        let (lock, visits) = (SpinLock::new(()), AtomicU32::new(0));
        let visit = || {
            let guard = lock.lock();
            let earlier = visits.load(Ordering::Relaxed);
            visits.store(earlier + 1, Ordering::Relaxed);
            guard
        };
        thread::scope(|s| {
            let anna = s.spawn(|| {
                let _guard = visit();
                panic!("anna panics with the guard in her hands");
            });
            let ben = s.spawn(|| drop(visit()));
            let anna = anna.join();
            require!(
                anna.is_err(),
                WrongResult,
                "anna panicked, and her thread ended with {anna:?}"
            );
            ben.join().unwrap();
        });
        let visits = visits.load(Ordering::Relaxed);
        require!(
            visits == 2,
            StaleRead,
            "two threads added 1 while they held the lock, one of them panicked then, and the sum is {visits}: which \
             ordering does a guard unlock with when a panic drops it?"
        );
    });
}

/// Finds out whether a type is `Sync` or `Send`: the inherent function exists only for those, and hides that of the
/// trait.
struct Probe<T>(PhantomData<T>);

trait Otherwise {
    fn is_sync() -> bool {
        false
    }

    fn is_send() -> bool {
        false
    }
}

impl<T> Otherwise for Probe<T> {}

impl<T: Send> Probe<T> {
    fn is_send() -> bool {
        true
    }
}

impl<T: Sync> Probe<T> {
    fn is_sync() -> bool {
        true
    }
}

#[test]
fn only_what_may_change_threads_is_shared() {
    check(|| {
        require!(
            !Probe::<SpinLock<Rc<u8>>>::is_sync(),
            DataRace,
            "an `Rc` must not change threads, and a `SpinLock<Rc<u8>>` can be shared by two: look at `unsafe impl Sync`"
        );
        require!(
            !Probe::<SpinGuard<'static, Cell<u8>>>::is_sync(),
            DataRace,
            "a `Cell` must not be shared, and a `SpinGuard<Cell<u8>>` can: look at the fields of the guard"
        );
        require!(
            !Probe::<SpinLock<Rc<u8>>>::is_send(),
            DataRace,
            "an `Rc` must not change threads, and a `SpinLock<Rc<u8>>` can: it needs no `unsafe impl Send`"
        );
        require!(
            !Probe::<SpinGuard<'static, Rc<u8>>>::is_send(),
            DataRace,
            "an `Rc` must not change threads, and a `SpinGuard<Rc<u8>>` can take it along: it needs no \
             `unsafe impl Send`"
        );
        let moved = Probe::<SpinLock<Cell<u8>>>::is_send();
        require!(
            moved,
            WrongResult,
            "a `SpinLock<Cell<u8>>` cannot change threads, and nothing in it speaks against that"
        );
        let shared =
            Probe::<SpinLock<Cell<u8>>>::is_sync() && Probe::<SpinGuard<'static, u8>>::is_sync();
        require!(
            shared,
            WrongResult,
            "a lock around a `Cell`, or the guard of a `u8`, cannot be shared any more"
        );
    });
}
