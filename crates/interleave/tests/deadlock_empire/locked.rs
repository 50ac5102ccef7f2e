//! The levels with locks, events and barriers.

use crate::tools::{Countdown, Event, Monitor};
use crate::unlocked::add_one;
use interleave::sync::atomic::{AtomicBool, AtomicI32, Ordering::SeqCst};
use interleave::sync::{Barrier, Mutex};
use interleave::thread;

/// Level 6, insufficient lock: each step is locked, but "never 5" is no property of the steps.
pub(crate) fn insufficient_lock(buggy: bool) {
    let i = Mutex::new(0);
    let step_back = if buggy { 1 } else { 2 };
    thread::scope(|s| {
        s.spawn(|| {
            for _ in 0..3 {
                let mut i = i.lock().unwrap();
                *i += 2;
                assert_ne!(*i, 5, "the number that cannot be");
            }
        });
        s.spawn(|| {
            for _ in 0..2 {
                *i.lock().unwrap() -= step_back;
            }
        });
    });
}

/// Level 7, deadlock: two monitors, entered in opposite orders.
pub(crate) fn deadlock(buggy: bool) {
    let (left, right) = (Monitor::new(), Monitor::new());
    let visit = |first: &Monitor, second: &Monitor| {
        first.enter();
        second.enter();
        second.exit();
        first.exit();
    };
    thread::scope(|s| {
        s.spawn(|| visit(&left, &right));
        s.spawn(|| if buggy { visit(&right, &left) } else { visit(&left, &right) });
    });
}

/// Level 8, a more complex thread: a monitor entered by `try_enter`, then once more, and left only once.
pub(crate) fn more_complex_thread(buggy: bool) {
    let (main, flag_lock) = (Monitor::new(), Monitor::new());
    let flag = AtomicBool::new(false);
    thread::scope(|s| {
        s.spawn(|| {
            if main.try_enter() {
                main.enter();
                main.exit();
                if !buggy {
                    main.exit();
                }
            } else {
                flag_lock.enter();
                flag.store(true, SeqCst);
                flag_lock.exit();
            }
        });
        s.spawn(|| {
            if flag.load(SeqCst) {
                flag_lock.enter();
                flag.store(false, SeqCst);
                flag_lock.exit();
            } else {
                main.enter();
                flag.store(false, SeqCst);
                main.exit();
            }
        });
    });
}

/// Level 9, manual reset event: who came through the open gate looks at the counter after it was closed again.
pub(crate) fn manual_reset_event(buggy: bool) {
    let gate = Event::new();
    let counter = AtomicI32::new(0);
    let pair = Mutex::new(());
    let guard = || (!buggy).then(|| pair.lock().unwrap());
    thread::scope(|s| {
        s.spawn(|| {
            gate.wait();
            let _whole = guard();
            assert_eq!(
                counter.load(SeqCst) % 2,
                0,
                "looked between two steps that belong together"
            );
        });
        s.spawn(|| {
            for _ in 0..2 {
                gate.reset();
                let whole = guard();
                add_one(&counter, true);
                add_one(&counter, true);
                drop(whole);
                gate.set();
            }
        });
    });
}

/// Level 10, countdown event: each signals when enough has been done, which holds only in one order.
pub(crate) fn countdown_event(buggy: bool) {
    let event = Countdown::new(3);
    let progress = AtomicI32::new(0);
    thread::scope(|s| {
        for (part, goal) in [(20, 20), (30, 50), (50, 100)] {
            let (event, progress) = (&event, &progress);
            s.spawn(move || {
                let now = progress.fetch_add(part, SeqCst) + part;
                if now >= goal || !buggy {
                    event.signal();
                }
                event.wait();
            });
        }
    });
}

/// Level 11, countdown event revisited: a helper signals for one who seems late, and that one does so as well.
pub(crate) fn countdown_event_revisited(buggy: bool) {
    let event = Countdown::new(2);
    let progress = AtomicI32::new(0);
    thread::scope(|s| {
        for _ in 0..2 {
            s.spawn(|| {
                progress.fetch_add(1, SeqCst);
                event.signal();
                event.wait();
            });
        }
        s.spawn(|| {
            if buggy && progress.load(SeqCst) < 2 {
                event.signal();
            }
            event.wait();
        });
    });
}

/// Level 12, the barrier: it opens for any two of the four, so the one who fires may have met the one who unloads.
pub(crate) fn barrier(buggy: bool) {
    let barrier = Barrier::new(if buggy { 2 } else { 4 });
    let charge = AtomicI32::new(0);
    let meet = || {
        barrier.wait();
    };
    thread::scope(|s| {
        s.spawn(|| {
            charge.fetch_add(1, SeqCst);
            meet();
            assert!(charge.load(SeqCst) >= 2, "fired without two charges");
            if !buggy {
                meet();
            }
        });
        for _ in 0..2 {
            s.spawn(|| {
                charge.fetch_add(1, SeqCst);
                meet();
                if !buggy {
                    meet();
                }
            });
        }
        s.spawn(|| {
            meet();
            if !buggy {
                meet();
            }
            charge.store(0, SeqCst);
        });
    });
}
