//! The levels without a lock: steps that fall apart, flags, counters.

use interleave::sync::Mutex;
use interleave::sync::atomic::{AtomicBool, AtomicI32, Ordering::SeqCst};
use interleave::{Gauge, hint, require, thread};

/// Adds one in two steps, as `n = n + 1` does, or in one.
pub(crate) fn add_one(n: &AtomicI32, buggy: bool) -> i32 {
    if buggy {
        let next = n.load(SeqCst) + 1;
        n.store(next, SeqCst);
        n.load(SeqCst)
    } else {
        n.fetch_add(1, SeqCst) + 1
    }
}

/// Demands that no two threads were ever inside at once.
#[track_caller]
pub(crate) fn one_inside(inside: &Gauge) {
    require!(inside.most() <= 1, TwoInside, "{} threads were inside at once", inside.most());
}

/// Level 1, the interface: nothing keeps the two apart.
pub(crate) fn interface(buggy: bool) {
    let inside = Gauge::new();
    let door = Mutex::new(());
    thread::scope(|s| {
        for _ in 0..2 {
            s.spawn(|| {
                let _key = (!buggy).then(|| door.lock().unwrap());
                let _here = inside.enter();
            });
        }
    });
    one_inside(&inside);
}

/// Level 2, non-atomic instructions: `a = a + 1`, then "if a is 1, enter": both can see 1.
pub(crate) fn non_atomic_instructions(buggy: bool) {
    let inside = Gauge::new();
    let a = AtomicI32::new(0);
    thread::scope(|s| {
        for _ in 0..2 {
            s.spawn(|| {
                if add_one(&a, buggy) == 1 {
                    let _here = inside.enter();
                }
            });
        }
    });
    one_inside(&inside);
}

/// Level 3, boolean flags are enough for everyone: looking at the flag and raising it are two steps.
pub(crate) fn boolean_flags(buggy: bool) {
    let inside = Gauge::new();
    let flag = AtomicBool::new(false);
    thread::scope(|s| {
        for _ in 0..2 {
            s.spawn(|| {
                if buggy {
                    while flag.load(SeqCst) {
                        hint::spin_loop();
                    }
                    flag.store(true, SeqCst);
                } else {
                    while flag.swap(true, SeqCst) {
                        hint::spin_loop();
                    }
                }
                drop(inside.enter());
                flag.store(false, SeqCst);
            });
        }
    });
    one_inside(&inside);
}

/// Level 4, simple counter: one enters at 3, the other at 5; nothing says that the first has left by then.
pub(crate) fn simple_counter(buggy: bool) {
    let inside = Gauge::new();
    let count = AtomicI32::new(0);
    let door = Mutex::new(());
    thread::scope(|s| {
        for goal in [3, 5] {
            let (inside, count, door) = (&inside, &count, &door);
            s.spawn(move || {
                for _ in 0..3 {
                    if count.fetch_add(1, SeqCst) + 1 == goal {
                        let _key = (!buggy).then(|| door.lock().unwrap());
                        let _here = inside.enter();
                    }
                }
            });
        }
    });
    one_inside(&inside);
}

/// Level 5, confused counter: `first` and `second` grow one after the other, and somebody compares them.
pub(crate) fn confused_counter(buggy: bool) {
    let (first, second) = (AtomicI32::new(0), AtomicI32::new(0));
    let pair = Mutex::new(());
    let work = || {
        let _one_step = (!buggy).then(|| pair.lock().unwrap());
        add_one(&first, true);
        add_one(&second, true);
        (first.load(SeqCst), second.load(SeqCst))
    };
    thread::scope(|s| {
        s.spawn(|| {
            let (first, second) = work();
            require!(second != 2 || first == 2, LostUpdate, "second is 2, but first is {first}");
        });
        s.spawn(work);
    });
}
