//! `Condvar`: unlocking and sleeping in one step, who is woken, spurious wake-ups.

use crate::support::{fails, fails_with, full, gives, holds, holds_with};
use interleave::sync::{Condvar, Mutex};
use interleave::{Verdict, thread};

/// A flag that one thread waits for.
struct Flag {
    up: Mutex<bool>,
    raised: Condvar,
}

impl Flag {
    fn new() -> Flag {
        Flag { up: Mutex::new(false), raised: Condvar::new() }
    }

    fn raise(&self) {
        *self.up.lock().unwrap() = true;
        self.raised.notify_one();
    }
}

#[test]
fn waiting_in_a_loop_ends() {
    holds(|| {
        let flag = Flag::new();
        thread::scope(|s| {
            s.spawn(|| flag.raise());
            let mut up = flag.up.lock().unwrap();
            while !*up {
                up = flag.raised.wait(up).unwrap();
            }
        });
    });
}

#[test]
fn wait_while_ends_with_the_condition_false_and_the_lock_held() {
    holds(|| {
        let flag = Flag::new();
        thread::scope(|s| {
            s.spawn(|| flag.raise());
            let up = flag.raised.wait_while(flag.up.lock().unwrap(), |up| !*up).unwrap();
            assert!(*up);
            assert!(flag.up.try_lock().is_err(), "the lock is held again after the wait");
        });
    });
}

#[test]
fn a_notification_before_the_wait_is_lost() {
    fails(Verdict::Deadlock, || {
        let flag = Flag::new();
        thread::scope(|s| {
            s.spawn(|| flag.raised.notify_one());
            drop(flag.raised.wait(flag.up.lock().unwrap()).unwrap());
        });
    });
}

#[test]
fn a_flag_raised_without_the_lock_can_be_missed() {
    use interleave::sync::atomic::{AtomicBool, Ordering::SeqCst};
    fails(Verdict::Deadlock, || {
        let (up, lock, raised) = (AtomicBool::new(false), Mutex::new(()), Condvar::new());
        thread::scope(|s| {
            s.spawn(|| {
                up.store(true, SeqCst);
                raised.notify_one();
            });
            let held = lock.lock().unwrap();
            if !up.load(SeqCst) {
                drop(raised.wait(held).unwrap());
            }
        });
    });
}

#[test]
fn waiting_gives_the_lock_back_and_takes_it_again() {
    holds(|| {
        let turn = (Mutex::new(0), Condvar::new());
        thread::scope(|s| {
            s.spawn(|| {
                let mut now = turn.1.wait_while(turn.0.lock().unwrap(), |now| *now == 0).unwrap();
                *now = 2;
                turn.1.notify_all();
            });
            let mut now = turn.0.lock().unwrap();
            *now = 1;
            turn.1.notify_all();
            now = turn.1.wait_while(now, |now| *now == 1).unwrap();
            assert_eq!(*now, 2);
        });
    });
}

#[test]
fn the_woken_thread_has_the_lock_to_itself() {
    // Who is woken by notify_all must take turns: no update of theirs is lost.
    holds(|| {
        let count = (Mutex::new((false, 0)), Condvar::new());
        thread::scope(|s| {
            for _ in 0..2 {
                s.spawn(|| {
                    let held = count.0.lock().unwrap();
                    let mut held = count.1.wait_while(held, |c| !c.0).unwrap();
                    let seen = held.1;
                    interleave::yield_point();
                    held.1 = seen + 1;
                });
            }
            count.0.lock().unwrap().0 = true;
            count.1.notify_all();
        });
        assert_eq!(count.0.into_inner().unwrap().1, 2, "two were in the section at once");
    });
}

/// Thread 0 waits, then thread 1, and then main notifies; which of them was woken first?
fn first_woken(notify: fn(&Condvar)) -> usize {
    let state = (Mutex::new((0, Vec::new())), Condvar::new(), Condvar::new());
    thread::scope(|s| {
        for me in 0..2 {
            let state = &state;
            s.spawn(move || {
                let mut held = state.0.lock().unwrap();
                held.0 += 1;
                state.2.notify_one();
                held = state.1.wait(held).unwrap();
                held.1.push(me);
                // Whoever was woken wakes the other one.
                state.1.notify_one();
            });
            let held = state.0.lock().unwrap();
            drop(state.2.wait_while(held, |held| held.0 <= me).unwrap());
        }
        notify(&state.1);
    });
    state.0.into_inner().unwrap().1[0]
}

#[test]
fn notify_one_wakes_any_of_the_waiting() {
    gives([0, 1], || first_woken(Condvar::notify_one));
}

#[test]
fn notify_all_wakes_all_in_any_order() {
    gives([0, 1], || first_woken(Condvar::notify_all));
}

#[test]
fn notify_one_wakes_only_one() {
    fails(Verdict::Deadlock, || {
        let gate = (Mutex::new(false), Condvar::new());
        thread::scope(|s| {
            for _ in 0..2 {
                s.spawn(|| drop(gate.1.wait_while(gate.0.lock().unwrap(), |open| !*open).unwrap()));
            }
            *gate.0.lock().unwrap() = true;
            gate.1.notify_one();
        });
    });
}

#[test]
fn notify_all_wakes_everybody() {
    holds(|| {
        let gate = (Mutex::new(false), Condvar::new());
        thread::scope(|s| {
            for _ in 0..2 {
                s.spawn(|| drop(gate.1.wait_while(gate.0.lock().unwrap(), |open| !*open).unwrap()));
            }
            *gate.0.lock().unwrap() = true;
            gate.1.notify_all();
        });
    });
}

fn waits_once_for_the_flag() {
    let flag = Flag::new();
    thread::scope(|s| {
        s.spawn(|| flag.raise());
        let mut up = flag.up.lock().unwrap();
        if !*up {
            up = flag.raised.wait(up).unwrap();
        }
        assert!(*up, "woke up with the flag down");
    });
}

#[test]
fn without_spurious_wakeups_an_if_is_enough_for_one_waiter() {
    holds(waits_once_for_the_flag);
}

#[test]
fn with_spurious_wakeups_it_is_not() {
    fails_with(full().spurious_wakeups(1), Verdict::Panicked, waits_once_for_the_flag);
}

#[test]
fn a_loop_bears_spurious_wakeups() {
    holds_with(full().spurious_wakeups(2), || {
        let flag = Flag::new();
        thread::scope(|s| {
            s.spawn(|| flag.raise());
            drop(flag.raised.wait_while(flag.up.lock().unwrap(), |up| !*up).unwrap());
        });
    });
}

#[test]
fn waiting_on_a_poisoned_mutex_tells_so() {
    holds(|| {
        let flag = Flag::new();
        let waited = thread::scope(|s| {
            let panicking = s.spawn(|| {
                let mut up = flag.up.lock().unwrap_or_else(|e| e.into_inner());
                *up = true;
                flag.raised.notify_one();
                panic!("while holding");
            });
            let mut up = flag.up.lock();
            while let Ok(held) = up {
                up = if *held { Ok(held) } else { flag.raised.wait(held) };
            }
            assert!(panicking.join().is_err());
            *up.unwrap_err().into_inner()
        });
        assert!(waited, "the value is kept");
    });
}
