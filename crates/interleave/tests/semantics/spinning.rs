//! Loops that wait by running: they end when what they wait for can come, and are reported when it cannot.

use crate::support::{fails, fails_with, full, holds, holds_with};
use interleave::sync::Mutex;
use interleave::sync::atomic::{AtomicBool, Ordering::SeqCst};
use interleave::{Explorer, Verdict, hint, thread};

/// Three critical sections under a lock that spins with `pause`.
fn spin_lock(pause: fn()) {
    let (locked, count) = (AtomicBool::new(false), std::sync::Mutex::new(0));
    let section = || {
        while locked.compare_exchange(false, true, SeqCst, SeqCst).is_err() {
            pause();
        }
        *count.try_lock().expect("two threads are inside") += 1;
        locked.store(false, SeqCst);
    };
    thread::scope(|s| {
        s.spawn(section);
        s.spawn(section);
        section();
    });
    assert_eq!(*count.lock().unwrap(), 3);
}

#[test]
fn a_spin_lock_with_a_hint_is_explored_to_the_end() {
    holds(|| spin_lock(hint::spin_loop));
}

#[test]
fn a_spin_lock_that_yields_is_explored_to_the_end() {
    holds(|| spin_lock(thread::yield_now));
}

#[test]
fn a_spin_lock_without_a_hint_passes() {
    // No call tells that it spins, so this is found out after many steps.
    let report = Explorer::new().explore(|| spin_lock(|| ()));
    assert!(report.passed(), "a correct spin lock was refused:\n{report}");
}

#[test]
fn a_loop_that_waits_for_another_thread_ends() {
    holds(|| {
        let ready = AtomicBool::new(false);
        thread::scope(|s| {
            s.spawn(|| ready.store(true, SeqCst));
            while !ready.load(SeqCst) {
                hint::spin_loop();
            }
        });
    });
}

#[test]
fn a_loop_under_weak_memory_sees_the_store_in_the_end() {
    use std::sync::atomic::Ordering::Relaxed;
    holds_with(full().weak_memory(true), || {
        let ready = AtomicBool::new(false);
        thread::scope(|s| {
            s.spawn(|| ready.store(true, Relaxed));
            while !ready.load(Relaxed) {
                hint::spin_loop();
            }
        });
    });
}

#[test]
fn polling_a_queue_under_its_lock_ends() {
    // The poller holds the lock that the other thread needs, again and again.
    holds(|| {
        let queue = Mutex::new(Vec::new());
        thread::scope(|s| {
            s.spawn(|| queue.lock().unwrap().push(1));
            while queue.lock().unwrap().pop().is_none() {
                thread::yield_now();
            }
        });
    });
}

#[test]
fn polling_with_try_lock_ends() {
    holds(|| {
        let mutex = Mutex::new(0);
        thread::scope(|s| {
            s.spawn(|| *mutex.lock().unwrap() += 1);
            loop {
                if let Ok(value) = mutex.try_lock()
                    && *value == 1
                {
                    break;
                }
                thread::yield_now();
            }
        });
    });
}

#[test]
fn a_loop_that_waits_for_nothing_makes_no_progress() {
    fails(Verdict::NoProgress, || {
        let never = AtomicBool::new(false);
        while !never.load(SeqCst) {
            hint::spin_loop();
        }
    });
}

#[test]
fn two_threads_that_keep_making_way_make_no_progress() {
    fails(Verdict::NoProgress, || {
        let wants = [AtomicBool::new(true), AtomicBool::new(true)];
        thread::scope(|s| {
            for me in 0..2 {
                let wants = &wants;
                s.spawn(move || {
                    while wants[1 - me].load(SeqCst) {
                        wants[me].store(false, SeqCst);
                        thread::yield_now();
                        wants[me].store(true, SeqCst);
                    }
                });
            }
        });
    });
}

#[test]
fn the_step_limit_is_the_one_that_was_set() {
    let forty_steps = || {
        let count = interleave::sync::atomic::AtomicU32::new(0);
        while count.fetch_add(1, SeqCst) < 40 {}
    };
    fails_with(Explorer::new().max_steps(30), Verdict::NoProgress, forty_steps);
    holds_with(Explorer::new().max_steps(60), forty_steps);
}
