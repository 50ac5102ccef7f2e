//! `UnsafeCell`: two accesses that nothing orders, one of them exclusive, are a data race.

use crate::support::{fails, fails_with, full, holds, holds_with};
use interleave::cell::UnsafeCell;
use interleave::sync::Mutex;
use interleave::sync::atomic::{AtomicBool, Ordering, Ordering::*};
use interleave::{Verdict, hint, thread};

struct Shared(UnsafeCell<u32>);

// SAFETY: the tests are about accesses that overlap; the explorer runs one thread at a time, so none does in memory.
unsafe impl Sync for Shared {}

impl Shared {
    fn new() -> Shared {
        Shared(UnsafeCell::new(0))
    }

    fn add(&self) {
        // SAFETY: the pointer is used at once, while no other thread runs.
        unsafe { *self.0.get() += 1 };
    }

    fn look(&self) -> u32 {
        // SAFETY: as above, and only read.
        self.0.with(|value| unsafe { *value })
    }
}

#[test]
fn two_accesses_without_a_lock_race() {
    let report = fails(Verdict::DataRace, || {
        let shared = Shared::new();
        thread::scope(|s| {
            s.spawn(|| shared.add());
            s.spawn(|| shared.add());
        });
    });
    assert!(report.to_string().contains("races.rs:"), "the lines are missing in:\n{report}");
}

#[test]
fn a_look_and_an_access_race() {
    fails(Verdict::DataRace, || {
        let shared = Shared::new();
        thread::scope(|s| {
            s.spawn(|| shared.add());
            shared.look();
        });
    });
}

#[test]
fn two_looks_do_not_race() {
    holds(|| {
        let shared = Shared::new();
        thread::scope(|s| {
            s.spawn(|| shared.look());
            shared.look();
        });
    });
}

#[test]
fn a_mutex_orders_accesses() {
    holds(|| {
        let (shared, lock) = (Shared::new(), Mutex::new(()));
        let add = || {
            let _held = lock.lock().unwrap();
            shared.add();
        };
        thread::scope(|s| {
            s.spawn(add);
            s.spawn(add);
        });
        assert_eq!(shared.look(), 2, "join orders what is before it");
    });
}

#[test]
fn a_race_is_seen_even_where_the_accesses_never_meet() {
    // The flag keeps them apart in time, but Relaxed orders nothing.
    fails(Verdict::DataRace, || hand_over(Relaxed, Relaxed));
}

/// One thread writes and raises the flag, the other waits for the flag and reads.
fn hand_over(store: Ordering, load: Ordering) {
    let (shared, ready) = (Shared::new(), AtomicBool::new(false));
    thread::scope(|s| {
        s.spawn(|| {
            shared.add();
            ready.store(true, store);
        });
        while !ready.load(load) {
            hint::spin_loop();
        }
        assert_eq!(shared.look(), 1);
    });
}

#[test]
fn release_and_acquire_order_accesses() {
    holds(|| hand_over(Release, Acquire));
    holds(|| hand_over(SeqCst, SeqCst));
    holds_with(full().weak_memory(true), || hand_over(Release, Acquire));
}

#[test]
fn half_of_the_pair_orders_nothing() {
    fails(Verdict::DataRace, || hand_over(Release, Relaxed));
    fails(Verdict::DataRace, || hand_over(Relaxed, Acquire));
    fails_with(full().weak_memory(true), Verdict::DataRace, || hand_over(Release, Relaxed));
}
