//! Nine small programs, each with a bug (`true`) or repaired (`false`).

use interleave::sync::atomic::{AtomicBool, AtomicUsize, Ordering::*};
use interleave::sync::{Condvar, Mutex};
use interleave::thread;
use std::collections::VecDeque;

pub(crate) struct Program {
    pub(crate) name: &'static str,
    /// Whether the bug is one of memory orderings.
    pub(crate) weak: bool,
    pub(crate) run: fn(buggy: bool),
}

const fn program(name: &'static str, run: fn(bool)) -> Program {
    Program { name, weak: false, run }
}

pub(crate) const PROGRAMS: &[Program] = &[
    program("lost_update", lost_update),
    program("check_then_act", check_then_act),
    program("if_wait", if_wait),
    program("two_kinds", two_kinds),
    program("ab_ba", ab_ba),
    program("semaphore", semaphore),
    program("bounded_queue", bounded_queue),
    program("pool", pool),
    Program { name: "message", weak: true, run: message },
];

fn lost_update(buggy: bool) {
    let hits = AtomicUsize::new(0);
    let hit = || {
        if buggy {
            hits.store(hits.load(SeqCst) + 1, SeqCst);
        } else {
            hits.fetch_add(1, SeqCst);
        }
    };
    thread::scope(|s| {
        s.spawn(hit);
        s.spawn(hit);
    });
    assert_eq!(hits.load(SeqCst), 2, "a hit was lost");
}

fn check_then_act(buggy: bool) {
    let stock = Mutex::new(1);
    let buy = || {
        let mut left = stock.lock().unwrap();
        if *left == 0 {
            return 0;
        }
        if buggy {
            drop(left);
            left = stock.lock().unwrap();
        }
        *left -= 1;
        1
    };
    let sold = thread::scope(|s| {
        let other = s.spawn(buy);
        buy() + other.join().unwrap()
    });
    assert_eq!(sold, 1, "one ticket was sold twice");
}

fn if_wait(buggy: bool) {
    let (items, filled) = (Mutex::new(VecDeque::new()), Condvar::new());
    let take = || {
        let mut items = items.lock().unwrap();
        while items.is_empty() {
            items = filled.wait(items).unwrap();
            if buggy {
                break;
            }
        }
        items.pop_front().expect("woke up, but the queue is empty");
    };
    thread::scope(|s| {
        s.spawn(take);
        s.spawn(take);
        for item in 0..2 {
            items.lock().unwrap().push_back(item);
            filled.notify_one();
        }
    });
}

fn two_kinds(buggy: bool) {
    let (slot, changed) = (Mutex::new(false), Condvar::new());
    let set = |to: bool| {
        let slot = slot.lock().unwrap();
        *changed.wait_while(slot, |full| *full == to).unwrap() = to;
        if buggy {
            changed.notify_one();
        } else {
            changed.notify_all();
        }
    };
    thread::scope(|s| {
        for to in [true, true, false, false] {
            let set = &set;
            s.spawn(move || set(to));
        }
    });
}

fn ab_ba(buggy: bool) {
    let (a, b) = (Mutex::new(0), Mutex::new(0));
    let move_one = |from: &Mutex<i32>, to: &Mutex<i32>| {
        let mut from = from.lock().unwrap();
        let mut to = to.lock().unwrap();
        *from -= 1;
        *to += 1;
    };
    thread::scope(|s| {
        s.spawn(|| move_one(&a, &b));
        s.spawn(|| if buggy { move_one(&b, &a) } else { move_one(&a, &b) });
    });
}

fn semaphore(buggy: bool) {
    let (permits, freed, inside) = (Mutex::new(1), Condvar::new(), AtomicUsize::new(0));
    let visit = || {
        *freed.wait_while(permits.lock().unwrap(), |left| *left == 0).unwrap() -= 1;
        assert_eq!(inside.fetch_add(1, SeqCst), 0, "two holders of one permit");
        inside.fetch_sub(1, SeqCst);
        *permits.lock().unwrap() += 1;
        if !buggy {
            freed.notify_one();
        }
    };
    thread::scope(|s| {
        s.spawn(visit);
        s.spawn(visit);
    });
}

fn bounded_queue(buggy: bool) {
    let (items, changed) = (Mutex::new(VecDeque::new()), Condvar::new());
    let push = || {
        let mut queue = changed.wait_while(items.lock().unwrap(), |q| q.len() == 1).unwrap();
        if buggy {
            drop(queue);
            queue = items.lock().unwrap();
        }
        queue.push_back(1);
        assert_eq!(queue.len(), 1, "the queue holds more than its capacity");
        changed.notify_all();
    };
    thread::scope(|s| {
        s.spawn(push);
        s.spawn(push);
        for _ in 0..2 {
            changed.wait_while(items.lock().unwrap(), |q| q.is_empty()).unwrap().pop_front();
            changed.notify_all();
        }
    });
}

fn pool(buggy: bool) {
    let (jobs, ready, done) = (Mutex::new(VecDeque::new()), Condvar::new(), AtomicUsize::new(0));
    let stop = AtomicBool::new(false);
    thread::scope(|s| {
        for _ in 0..2 {
            s.spawn(|| {
                loop {
                    let mut queue = jobs.lock().unwrap();
                    while queue.is_empty() && !stop.load(SeqCst) {
                        queue = ready.wait(queue).unwrap();
                    }
                    if buggy && stop.load(SeqCst) {
                        return; // whatever is still in the queue
                    }
                    let Some(job) = queue.pop_front() else { return };
                    drop(queue);
                    done.fetch_add(job, SeqCst);
                }
            });
        }
        for _ in 0..2 {
            jobs.lock().unwrap().push_back(1);
            ready.notify_one();
        }
        let held = jobs.lock().unwrap();
        stop.store(true, SeqCst);
        drop(held);
        ready.notify_all();
    });
    assert_eq!(done.into_inner(), 2, "not every job was done");
}

fn message(buggy: bool) {
    let (data, ready) = (AtomicUsize::new(0), AtomicBool::new(false));
    thread::scope(|s| {
        s.spawn(|| {
            data.store(42, Relaxed);
            ready.store(true, if buggy { Relaxed } else { Release });
        });
        if ready.load(Acquire) {
            assert_eq!(data.load(Relaxed), 42, "the flag came before the data");
        }
    });
}
