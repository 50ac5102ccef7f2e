//! Taking a lock, adding 1, giving it back: alone, against another thread, against another process.

mod files;

use std::cell::UnsafeCell;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::sync::{Arc, Mutex, RwLock};
use std::time::Duration;

use crate::case::{Case, Scale};
use crate::futex_mutex::FutexMutex;
use crate::ratio::Ratio;
use crate::solutions::shared_mutex::SharedMutex;
use crate::solutions::spin_lock::SpinLock;
use crate::sys::shared::Shared;
use crate::sys::{posix, race};
use crate::topic::Topic;

use self::files::{FileLock, LockFile, RecordLock, Token};

/// See the module.
pub const TOPIC: Topic = Topic {
    name: "lock",
    about: "lock, add 1, unlock, by one thread, two threads, or two processes at once; times are for one of these",
    cases,
    ratios: RATIOS,
    figures: |_| Vec::new(),
};

/// A way to add 1, so many times, with nobody in between. Shared by threads, and by processes that are forked from now
/// on.
trait Counter: Send + Sync {
    fn add(&self, times: u64);
}

fn cases(scale: Scale) -> Vec<Case> {
    let many = scale.of(500_000, 50);
    let few = scale.of(10_000, 50);
    let rare = scale.of(1_000, 20);
    let mut cases = Vec::new();
    let mut add = |name: &str, times: u64, counter: Arc<dyn Counter>, on: &[On]| {
        for on in on {
            let (name, counter, on) = (format!("{name}{}", on.name()), Arc::clone(&counter), *on);
            let total = times * on.how_many() as u64;
            cases.push(Case::timed(&name, total, move || on.run(&*counter, times)));
        }
    };
    let all = &[On::One, On::Threads, On::Processes];
    let threads = &[On::One, On::Threads];
    let processes = &[On::One, On::Processes];
    add("fetch_add", many, Arc::new(Shared::new(AtomicU64::new(0))), all);
    add("std Mutex", many, Arc::new(Mutex::new(0)), threads);
    add("std RwLock", many, Arc::new(RwLock::new(0)), threads);
    add("parking_lot Mutex", many, Arc::new(parking_lot::Mutex::new(0)), threads);
    add("spin lock", many, Arc::new(SpinLock::new(0)), threads);
    add("futex mutex", many, Arc::new(Shared::new(Guarded::new(FutexMutex::new()))), all);
    add("pthread mutex", many, Arc::new(Shared::new(Guarded::new(posix::Mutex::new(false)))), all);
    add(
        "robust pthread mutex",
        many,
        Arc::new(Shared::new(Guarded::new(posix::Mutex::new(true)))),
        processes,
    );
    add("exercise shared_mutex", many, Arc::new(Shared::new(SharedMutex::new(0))), all);
    add("flock", few, Arc::new(Guarded::new(FileLock::new())), processes);
    add("fcntl", few, Arc::new(Guarded::new(RecordLock::new())), processes);
    add("token in a pipe", few, Arc::new(Guarded::new(Token::new())), processes);
    add("lock file", rare, Arc::new(Guarded::new(LockFile::new())), processes);
    cases
}

/// Who adds.
#[derive(Clone, Copy)]
enum On {
    One,
    Threads,
    Processes,
}

impl On {
    fn name(self) -> &'static str {
        match self {
            On::One => "",
            On::Threads => ", 2 threads",
            On::Processes => ", 2 processes",
        }
    }

    fn how_many(self) -> usize {
        match self {
            On::One => 1,
            On::Threads | On::Processes => 2,
        }
    }

    fn run(self, counter: &dyn Counter, times: u64) -> Duration {
        let add = |_| counter.add(times);
        match self {
            On::One | On::Threads => race::threads(self.how_many(), add),
            On::Processes => race::processes(self.how_many(), add),
        }
    }
}

impl Counter for Shared<AtomicU64> {
    fn add(&self, times: u64) {
        (0..times).for_each(|_| _ = self.fetch_add(1, Relaxed));
    }
}

impl Counter for Mutex<u64> {
    fn add(&self, times: u64) {
        (0..times).for_each(|_| *self.lock().expect("nobody panics") += 1);
    }
}

impl Counter for RwLock<u64> {
    fn add(&self, times: u64) {
        (0..times).for_each(|_| *self.write().expect("nobody panics") += 1);
    }
}

impl Counter for parking_lot::Mutex<u64> {
    fn add(&self, times: u64) {
        (0..times).for_each(|_| *self.lock() += 1);
    }
}

impl Counter for SpinLock<u64> {
    fn add(&self, times: u64) {
        (0..times).for_each(|_| *self.lock() += 1);
    }
}

impl Counter for Shared<SharedMutex<u64>> {
    fn add(&self, times: u64) {
        (0..times).for_each(|_| *self.lock().expect("nobody dies with it") += 1);
    }
}

/// A lock that knows nothing of the number that it is for.
trait Exclusive: Send + Sync {
    /// Does `work` so many times, each time with nobody in between.
    fn turns(&self, times: u64, work: impl FnMut());
}

struct Guarded<L> {
    lock: L,
    number: UnsafeCell<u64>,
}

// SAFETY: the number is touched in `add` only, by whoever holds the lock.
unsafe impl<L: Sync> Sync for Guarded<L> {}

impl<L> Guarded<L> {
    fn new(lock: L) -> Guarded<L> {
        Guarded { lock, number: UnsafeCell::new(0) }
    }
}

impl<L: Exclusive> Counter for Guarded<L> {
    fn add(&self, times: u64) {
        // SAFETY: the lock keeps everybody else out. A forked child may have a copy of its own, which nobody else sees.
        self.lock.turns(times, || unsafe { *self.number.get() += 1 });
    }
}

impl<L: Exclusive> Counter for Shared<Guarded<L>> {
    fn add(&self, times: u64) {
        (**self).add(times);
    }
}

impl Exclusive for FutexMutex {
    fn turns(&self, times: u64, mut work: impl FnMut()) {
        (0..times).for_each(|_| self.locked(&mut work));
    }
}

impl Exclusive for posix::Mutex {
    fn turns(&self, times: u64, mut work: impl FnMut()) {
        (0..times).for_each(|_| self.locked(&mut work));
    }
}

const RATIOS: &[Ratio] = &[
    Ratio::new("std Mutex", "fetch_add"),
    Ratio::new("std RwLock", "fetch_add"),
    Ratio::new("parking_lot Mutex", "std Mutex"),
    Ratio::new("spin lock", "std Mutex"),
    Ratio::new("futex mutex", "std Mutex").at_most(1.1).limit("two read-modify-writes"),
    Ratio::new("pthread mutex", "std Mutex"),
    Ratio::new("robust pthread mutex", "pthread mutex"),
    Ratio::new("fetch_add, 2 threads", "fetch_add"),
    Ratio::new("std Mutex, 2 threads", "fetch_add, 2 threads"),
    Ratio::new("std Mutex, 2 threads", "std Mutex"),
    Ratio::new("parking_lot Mutex, 2 threads", "std Mutex, 2 threads"),
    Ratio::new("spin lock, 2 threads", "std Mutex, 2 threads"),
    Ratio::new("futex mutex, 2 threads", "std Mutex, 2 threads"),
    Ratio::new("std RwLock, 2 threads", "std Mutex, 2 threads"),
    Ratio::new("pthread mutex, 2 threads", "std Mutex, 2 threads"),
    Ratio::new("futex mutex", "fetch_add"),
    Ratio::new("futex mutex", "pthread mutex"),
    Ratio::new("exercise shared_mutex", "fetch_add"),
    Ratio::new("exercise shared_mutex", "robust pthread mutex"),
    Ratio::new("exercise shared_mutex, 2 threads", "fetch_add, 2 threads"),
    Ratio::new("exercise shared_mutex, 2 processes", "fetch_add, 2 processes"),
    Ratio::new("exercise shared_mutex, 2 processes", "robust pthread mutex, 2 processes"),
    Ratio::new("flock", "fetch_add"),
    Ratio::new("fcntl", "flock"),
    Ratio::new("token in a pipe", "flock"),
    Ratio::new("lock file", "flock"),
    Ratio::new("futex mutex, 2 processes", "fetch_add, 2 processes"),
    Ratio::new("pthread mutex, 2 processes", "futex mutex, 2 processes"),
    Ratio::new("robust pthread mutex, 2 processes", "pthread mutex, 2 processes"),
    Ratio::new("flock, 2 processes", "futex mutex, 2 processes"),
    Ratio::new("fcntl, 2 processes", "flock, 2 processes"),
    Ratio::new("token in a pipe, 2 processes", "flock, 2 processes"),
    Ratio::new("lock file, 2 processes", "flock, 2 processes"),
    Ratio::new("Python: threading.Lock", "std Mutex"),
    Ratio::new("Python: multiprocessing.Lock", "futex mutex"),
    Ratio::new("Python: threading.Lock, 2 threads", "std Mutex, 2 threads"),
    Ratio::new("Python: multiprocessing.Lock, 2 processes", "futex mutex, 2 processes"),
];
