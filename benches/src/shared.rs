//! One counter, and two processes that add to it.

mod small_manager;

use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

use crate::case::{Case, Scale};
use crate::futex_mutex::FutexMutex;
use crate::ratio::Ratio;
use crate::solutions::manager;
use crate::sys::race;
use crate::sys::shared::Shared;
use crate::topic::Topic;

use self::small_manager::Manager;

/// See the module.
pub const TOPIC: Topic = Topic {
    name: "shared",
    about: "two processes add 1 to one counter, in memory that they share or at a third process; times are for adding 1",
    cases,
    ratios: RATIOS,
    figures: |_| Vec::new(),
};

const PROCESSES: usize = 2;

fn cases(scale: Scale) -> Vec<Case> {
    let many = scale.of(500_000, 50);
    let few = scale.of(5_000, 20);
    vec![
        Case::timed("fetch_add in shared memory", PROCESSES as u64 * many, move || {
            let counter = Shared::new(AtomicU64::new(0));
            let time = race::processes(PROCESSES, |_| {
                (0..many).for_each(|_| _ = counter.fetch_add(1, Relaxed));
            });
            assert_eq!(counter.load(Relaxed), PROCESSES as u64 * many, "the counter");
            time
        }),
        Case::timed("lock in shared memory", PROCESSES as u64 * many, move || {
            let counter = Shared::new((FutexMutex::new(), AtomicU64::new(0)));
            let time = race::processes(PROCESSES, |_| {
                // With the lock held, looking and storing is enough.
                let add = || counter.1.store(counter.1.load(Relaxed) + 1, Relaxed);
                (0..many).for_each(|_| counter.0.locked(add));
            });
            assert_eq!(counter.1.load(Relaxed), PROCESSES as u64 * many, "the counter");
            time
        }),
        Case::timed("at a manager", PROCESSES as u64 * few, move || {
            let manager = Manager::start(PROCESSES);
            let time =
                race::processes(PROCESSES, |process| (0..few).for_each(|_| manager.add(process)));
            assert_eq!(manager.value(), PROCESSES as u64 * few, "the counter");
            time
        }),
        Case::timed("exercise manager", PROCESSES as u64 * few, move || {
            let manager = manager::Manager::start().expect("a socket and a process");
            let numbers = manager.dict();
            let time = race::processes(PROCESSES, |_| {
                (0..few).for_each(|_| _ = numbers.add("count", 1).expect("the manager answers"));
            });
            let count = numbers.get("count").expect("the manager answers");
            assert_eq!(count, Some((PROCESSES as u64 * few).cast_signed()), "the counter");
            time
        }),
    ]
}

const RATIOS: &[Ratio] = &[
    Ratio::new("lock in shared memory", "fetch_add in shared memory"),
    Ratio::new("at a manager", "fetch_add in shared memory")
        .limit("a message there and back each time"),
    Ratio::new("exercise manager", "at a manager"),
    Ratio::new("Python: Manager, with a lock", "exercise manager"),
    Ratio::new("Python: Value with its lock", "lock in shared memory"),
    Ratio::new("Python: Manager, with a lock", "at a manager"),
    Ratio::new("Python: Manager, with a lock", "fetch_add in shared memory").at_least(1000.0),
    Ratio::new("Python: Manager, with a lock", "Python: Value with its lock"),
];
