//! The RADBench family: races of a script engine (SpiderMonkey) and of a portable runtime (NSPR).

use interleave::sync::atomic::{AtomicBool, AtomicUsize, Ordering::SeqCst};
use interleave::sync::{Arc, Condvar, Mutex};
use interleave::thread;
use std::time::Duration;

/// RADBench, SpiderMonkey: two contexts end at once, and each takes itself for the last one that must clean up.
pub(crate) fn last_context(buggy: bool) {
    let contexts = AtomicUsize::new(2);
    let cleaned = AtomicUsize::new(0);
    thread::scope(|s| {
        for _ in 0..2 {
            s.spawn(|| {
                let left = if buggy {
                    contexts.fetch_sub(1, SeqCst);
                    contexts.load(SeqCst)
                } else {
                    contexts.fetch_sub(1, SeqCst) - 1
                };
                if left == 0 {
                    cleaned.fetch_add(1, SeqCst);
                }
            });
        }
    });
    assert_eq!(cleaned.load(SeqCst), 1, "the runtime was to be cleaned up exactly once");
}

/// RADBench, SpiderMonkey: the collector waits for requests to end; a request ends without telling it when it sees no collector yet.
pub(crate) fn collector_waits(buggy: bool) {
    let collecting = AtomicBool::new(false);
    let (requests, ended) = (Mutex::new(1), Condvar::new());
    thread::scope(|s| {
        s.spawn(|| {
            let tell = if buggy { collecting.load(SeqCst) } else { true };
            *requests.lock().unwrap() -= 1;
            if tell {
                ended.notify_all();
            }
        });
        s.spawn(|| {
            collecting.store(true, SeqCst);
            drop(ended.wait_while(requests.lock().unwrap(), |n| *n > 0).unwrap());
        });
    });
}

/// RADBench, NSPR: the first user makes the lock; two first users make one each, and both are inside.
pub(crate) fn lazy_lock(buggy: bool) {
    let made: Mutex<Option<Arc<Mutex<()>>>> = Mutex::new(None);
    let inside = AtomicUsize::new(0);
    let the_lock = || {
        let mut slot = made.lock().unwrap();
        if let Some(lock) = &*slot {
            return Arc::clone(lock);
        }
        let fresh = Arc::new(Mutex::new(()));
        if buggy {
            drop(slot); // somebody else may make one, too
            slot = made.lock().unwrap();
        }
        Arc::clone(slot.insert(fresh))
    };
    thread::scope(|s| {
        for _ in 0..2 {
            s.spawn(|| {
                let lock = the_lock();
                let _held = lock.lock().unwrap();
                assert_eq!(inside.fetch_add(1, SeqCst), 0, "each has a lock of its own");
                inside.fetch_sub(1, SeqCst);
            });
        }
    });
}

/// RADBench, NSPR: a monitor's wait with a time-out takes "timed out" for "nobody told me", and drops a notification.
pub(crate) fn timed_monitor(buggy: bool) {
    let (ready, told) = (Mutex::new(false), Condvar::new());
    thread::scope(|s| {
        s.spawn(|| {
            thread::sleep(Duration::from_millis(10));
            *ready.lock().unwrap() = true;
            told.notify_one();
        });
        let held = ready.lock().unwrap();
        let patience = Duration::from_millis(10);
        let (held, wait) = told.wait_timeout_while(held, patience, |ready| !*ready).unwrap();
        let gave_up = if buggy { wait.timed_out() || !*held } else { !*held };
        drop(held);
        if gave_up {
            let held = ready.lock().unwrap();
            if buggy {
                assert!(!*held, "gave up, though it was ready");
            } else {
                drop(told.wait_while(held, |ready| !*ready).unwrap());
            }
        }
    });
}

/// RADBench, NSPR: the thread list is walked while an ending thread takes itself off it.
pub(crate) fn thread_list(buggy: bool) {
    let list = Mutex::new(vec!["a", "b"]);
    thread::scope(|s| {
        s.spawn(|| list.lock().unwrap().retain(|name| *name != "a"));
        s.spawn(|| {
            let mut held = list.lock().unwrap();
            let count = held.len();
            for at in 0..count {
                if buggy {
                    drop(held);
                    held = list.lock().unwrap();
                }
                assert!(at < held.len(), "the list became shorter while it was walked");
            }
        });
    });
}

/// RADBench, NSPR: "initialised" is said before the work is done, so a second caller goes ahead too early.
pub(crate) fn init_flag(buggy: bool) {
    let ready = AtomicBool::new(false);
    let table = Mutex::new(0);
    thread::scope(|s| {
        s.spawn(|| {
            if buggy {
                ready.store(true, SeqCst);
            }
            *table.lock().unwrap() = 7;
            ready.store(true, SeqCst);
        });
        s.spawn(|| {
            if ready.load(SeqCst) {
                assert_eq!(*table.lock().unwrap(), 7, "used before it was initialised");
            }
        });
    });
}
