//! Waits that end by themselves: when nobody can run, when others sleep longer, and early when asked for.

use crate::support::{fails, fails_with, full, gives, gives_with, holds, holds_with};
use interleave::Verdict;
use interleave::sync::mpsc::{self, RecvTimeoutError};
use interleave::sync::{Condvar, Mutex};
use interleave::thread;
use interleave::time::{Duration, Instant};

const SECOND: Duration = Duration::from_secs(1);

#[test]
fn a_wait_that_nobody_ends_times_out() {
    holds(|| {
        let (mutex, condvar) = (Mutex::new(0), Condvar::new());
        let before = Instant::now();
        let (held, result) = condvar.wait_timeout(mutex.lock().unwrap(), SECOND).unwrap();
        assert!(result.timed_out());
        assert!(before.elapsed() >= SECOND, "only {:?} went by", before.elapsed());
        assert!(mutex.try_lock().is_err(), "the lock is held again");
        drop(held);
    });
}

#[test]
fn a_wait_that_somebody_ends_does_not_time_out() {
    holds(|| {
        let state = (Mutex::new(false), Condvar::new());
        thread::scope(|s| {
            s.spawn(|| {
                *state.0.lock().unwrap() = true;
                state.1.notify_one();
            });
            let held = state.0.lock().unwrap();
            let (held, result) = state.1.wait_timeout_while(held, SECOND, |up| !*up).unwrap();
            assert!(*held && !result.timed_out(), "somebody could still run");
        });
    });
}

#[test]
fn wait_timeout_while_gives_up_with_the_condition_still_true() {
    holds(|| {
        let state = (Mutex::new(false), Condvar::new());
        let held = state.0.lock().unwrap();
        let (held, result) = state.1.wait_timeout_while(held, SECOND, |up| !*up).unwrap();
        assert!(result.timed_out() && !*held);
    });
}

#[test]
fn wait_timeout_while_does_not_wait_for_what_is_so_already() {
    holds(|| {
        let state = (Mutex::new(true), Condvar::new());
        let before = Instant::now();
        let held = state.0.lock().unwrap();
        let (_held, result) = state.1.wait_timeout_while(held, SECOND, |up| !*up).unwrap();
        assert!(!result.timed_out());
        assert_eq!(before.elapsed(), Duration::ZERO);
    });
}

#[test]
fn recv_timeout_gives_the_value_or_gives_up() {
    holds(|| {
        let (sender, receiver) = mpsc::channel();
        let sending = thread::spawn(move || {
            sender.send(1).unwrap();
            sender
        });
        assert_eq!(receiver.recv_timeout(SECOND), Ok(1), "somebody could still run");
        let sender = sending.join().unwrap();
        assert_eq!(receiver.recv_timeout(SECOND), Err(RecvTimeoutError::Timeout));
        drop(sender);
        assert_eq!(receiver.recv_timeout(SECOND), Err(RecvTimeoutError::Disconnected));
    });
}

/// One thread sends after a sleep, the other waits a second; does the value arrive in time?
fn in_time(sleep: Duration) -> bool {
    let (sender, receiver) = mpsc::channel();
    let sending = thread::spawn(move || {
        thread::sleep(sleep);
        // The receiver may have given up.
        let _ = sender.send(());
    });
    let in_time = receiver.recv_timeout(SECOND).is_ok();
    drop(receiver);
    sending.join().unwrap();
    in_time
}

#[test]
fn a_wait_can_time_out_while_another_sleeps_longer() {
    // A sleep orders nothing, so the value may come in time all the same.
    gives([false, true], || in_time(10 * SECOND));
}

#[test]
fn a_wait_that_is_longer_than_the_others_sleep_does_not_time_out() {
    gives([true], || in_time(SECOND / 10));
}

#[test]
fn an_early_time_out_is_tried_when_asked_for() {
    gives_with(full().early_timeouts(1), [false, true], || in_time(SECOND / 10));
}

#[test]
fn the_earlier_of_two_deadlines_comes_first() {
    gives([vec![1, 2]], || {
        let order = Mutex::new(Vec::new());
        thread::scope(|s| {
            for seconds in [2, 1] {
                let order = &order;
                s.spawn(move || {
                    thread::park_timeout(seconds * SECOND);
                    order.lock().unwrap().push(seconds);
                });
            }
        });
        order.into_inner().unwrap()
    });
}

#[test]
fn two_deadlines_at_once_come_in_any_order() {
    gives([vec![1, 2], vec![2, 1]], || {
        let order = Mutex::new(Vec::new());
        thread::scope(|s| {
            for me in [1, 2] {
                let order = &order;
                s.spawn(move || {
                    thread::park_timeout(SECOND);
                    order.lock().unwrap().push(me);
                });
            }
        });
        order.into_inner().unwrap()
    });
}

#[test]
fn a_time_out_waits_for_the_lock() {
    holds_with(full().early_timeouts(1), || {
        let state = (Mutex::new(0), Condvar::new());
        thread::scope(|s| {
            s.spawn(|| {
                let mut held = state.0.lock().unwrap();
                *held = 1;
                interleave::yield_point();
                *held = 2;
            });
            let held = state.0.lock().unwrap();
            let (held, _) = state.1.wait_timeout(held, SECOND).unwrap();
            assert_ne!(*held, 1, "came back without the lock");
        });
    });
}

#[test]
fn a_limit_without_an_end_is_none() {
    let forever = || {
        let (_sender, receiver) = mpsc::channel::<()>();
        receiver.recv_timeout(Duration::MAX)
    };
    fails(Verdict::Deadlock, forever);
    fails_with(full().early_timeouts(1), Verdict::Deadlock, forever);
    holds(|| {
        let (sender, receiver) = mpsc::channel();
        thread::scope(|s| {
            s.spawn(move || sender.send(()));
            assert_eq!(receiver.recv_timeout(Duration::MAX), Ok(()));
        });
    });
}

#[test]
fn no_moment_is_later_than_std_can_tell() {
    holds(|| {
        assert_eq!(Instant::now().checked_add(Duration::MAX), None);
        assert!(Instant::now().checked_add(SECOND).is_some());
    });
    assert_eq!(Instant::now().checked_add(Duration::MAX), None, "as outside an exploration");
}
