//! `futex`: comparing and going to sleep in one step, who is woken, time-outs, spurious wake-ups.

use std::time::Duration;

use crate::support::{fails, fails_with, full, gives, gives_with, holds, holds_with};
use interleave::cell::UnsafeCell;
use interleave::futex::{wait, wait_timeout, wake};
use interleave::sync::Arc;
use interleave::sync::atomic::{AtomicU32, Ordering::*};
use interleave::{Verdict, thread};

/// Waits for a number other than 0 as it should be done.
fn wait_for_change(word: &AtomicU32) {
    while word.load(Acquire) == 0 {
        wait(word, 0);
    }
}

#[test]
fn no_wake_up_is_lost_between_the_look_and_the_sleep() {
    holds(|| {
        let word = AtomicU32::new(0);
        thread::scope(|s| {
            s.spawn(|| {
                word.store(1, Release);
                wake(&word, 1);
            });
            wait_for_change(&word);
        });
    });
}

#[test]
fn nobody_sleeps_on_a_number_that_has_changed() {
    holds(|| wait(&AtomicU32::new(1), 0));
}

#[test]
fn a_change_without_a_wake_is_not_noticed() {
    let report = fails(Verdict::Deadlock, || {
        let word = AtomicU32::new(0);
        thread::scope(|s| {
            s.spawn(|| word.store(1, Release));
            wait_for_change(&word);
        });
    });
    let details = report.details.join("\n");
    assert!(details.contains("sleeps on `word`, and nobody will wake it"), "{details}");
}

#[test]
fn a_wake_before_the_sleep_is_not_remembered() {
    fails(Verdict::Deadlock, || {
        let word = AtomicU32::new(0);
        assert_eq!(wake(&word, u32::MAX), 0, "nobody sleeps");
        wait(&word, 0);
    });
}

/// Two threads sleep; `wake` is called with `most`. Which of them it found, and which it left.
fn two_sleepers(most: u32) -> (u32, Vec<bool>) {
    let word = Arc::new(AtomicU32::new(0));
    let asleep = Arc::new(AtomicU32::new(0));
    let sleepers: Vec<_> = (0..2)
        .map(|_| {
            let (word, asleep) = (Arc::clone(&word), Arc::clone(&asleep));
            thread::spawn(move || {
                asleep.fetch_add(1, SeqCst);
                wait_timeout(&word, 0, Duration::from_secs(1))
            })
        })
        .collect();
    while asleep.load(SeqCst) < 2 {
        thread::yield_now();
    }
    let woken = wake(&word, most);
    (woken, sleepers.into_iter().map(|sleeper| sleeper.join().unwrap()).collect())
}

#[test]
fn one_is_woken_and_it_may_be_either() {
    // They may also come too late for the wake, and sleep until their time is over.
    let expected =
        [(0, [false, false]), (1, [true, false]), (1, [false, true])].map(|(n, s)| (n, s.to_vec()));
    gives(expected, || two_sleepers(1));
}

#[test]
fn all_who_sleep_are_woken() {
    let expected = [(0, [false, false]), (1, [true, false]), (1, [false, true]), (2, [true, true])];
    gives(expected.map(|(n, s)| (n, s.to_vec())), || two_sleepers(u32::MAX));
    gives(expected.map(|(n, s)| (n, s.to_vec())), || two_sleepers(2));
}

#[test]
fn a_wait_nobody_ends_times_out() {
    gives([false], || wait_timeout(&AtomicU32::new(0), 0, Duration::from_secs(1)));
    gives([true], || wait_timeout(&AtomicU32::new(1), 0, Duration::from_secs(1)));
}

#[test]
fn a_wait_may_end_for_no_reason_when_asked_for() {
    let once = || wait_timeout(&AtomicU32::new(0), 0, Duration::from_secs(1));
    gives_with(full().spurious_wakeups(1), [false, true], once);
    fails_with(full(), Verdict::Deadlock, || wait(&AtomicU32::new(0), 0));
}

/// A mutex of three states: free, locked, locked and somebody may sleep. After Ulrich Drepper, "Futexes Are Tricky" (2011).
struct Lock {
    state: AtomicU32,
    inside: UnsafeCell<u32>,
}

// SAFETY: the cell is used by who has entered, which `enter` lets one do at a time; the tests see whether it does.
unsafe impl Sync for Lock {}

impl Lock {
    fn new() -> Lock {
        Lock { state: AtomicU32::new(0), inside: UnsafeCell::new(0) }
    }

    fn enter(&self) {
        if self.state.compare_exchange(0, 1, Acquire, Relaxed).is_err() {
            while self.state.swap(2, Acquire) != 0 {
                wait(&self.state, 2);
            }
        }
        // SAFETY: nobody else is inside.
        unsafe { *self.inside.get() += 1 };
    }

    fn leave(&self) {
        if self.state.swap(0, Release) == 2 {
            wake(&self.state, 1);
        }
    }

    fn leave_without_waking(&self) {
        self.state.store(0, Release);
    }
}

/// So many threads use it, once each.
fn used_by(threads: usize, lock: &Lock, leave: impl Fn(&Lock) + Sync) {
    let once = || {
        lock.enter();
        leave(lock);
    };
    thread::scope(|s| {
        (1..threads).for_each(|_| drop(s.spawn(once)));
        once();
    });
}

#[test]
fn a_mutex_made_of_it_holds() {
    holds(|| used_by(3, &Lock::new(), Lock::leave));
    holds_with(full().spurious_wakeups(1), || used_by(2, &Lock::new(), Lock::leave));
    holds_with(full().weak_memory(true), || used_by(2, &Lock::new(), Lock::leave));
}

#[test]
fn a_mutex_that_wakes_nobody_deadlocks() {
    fails(Verdict::Deadlock, || used_by(3, &Lock::new(), Lock::leave_without_waking));
}

#[test]
fn outside_an_exploration_it_is_the_system_call() {
    let word = AtomicU32::new(0);
    wait(&word, 1);
    assert!(!wait_timeout(&word, 0, Duration::from_millis(1)), "nobody wakes it");
    assert!(wait_timeout(&word, 1, Duration::MAX), "it is another number");
    assert_eq!(wake(&word, u32::MAX), 0);
    thread::scope(|s| {
        s.spawn(|| {
            word.store(1, Release);
            wake(&word, u32::MAX);
        });
        wait_for_change(&word);
    });
    let lock = Lock::new();
    (0..100).for_each(|_| used_by(3, &lock, Lock::leave));
}
