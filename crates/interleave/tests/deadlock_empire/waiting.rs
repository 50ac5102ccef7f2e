//! The levels with semaphores and condition variables, and the last three, which mix everything.

use crate::tools::{Monitor, Semaphore};
use crate::unlocked::{add_one, one_inside};
use interleave::cell::UnsafeCell;
use interleave::sync::atomic::{AtomicI32, Ordering::SeqCst};
use interleave::sync::{Condvar, Mutex};
use interleave::{Gauge, thread, time::Duration};
use std::collections::VecDeque;

/// Level 13, semaphores: who gave up waiting gives back a permit that it never had.
pub(crate) fn semaphores(buggy: bool) {
    let semaphore = Semaphore::new(1);
    let inside = Gauge::new();
    thread::scope(|s| {
        s.spawn(|| {
            semaphore.acquire();
            let here = inside.enter();
            thread::sleep(Duration::from_secs(1));
            drop(here);
            semaphore.release();
        });
        s.spawn(|| {
            for _ in 0..2 {
                let got = semaphore.acquire_within(Duration::from_millis(500));
                if got {
                    drop(inside.enter());
                }
                if got || buggy {
                    semaphore.release();
                }
            }
        });
    });
    one_inside(&inside);
}

/// Level 14, producer-consumer: the permit to take is released before the item is there.
pub(crate) fn producer_consumer(buggy: bool) {
    let queue = Mutex::new(VecDeque::new());
    let filled = Semaphore::new(0);
    thread::scope(|s| {
        s.spawn(|| {
            if buggy {
                filled.release();
                queue.lock().unwrap().push_back("dragon");
            } else {
                queue.lock().unwrap().push_back("dragon");
                filled.release();
            }
        });
        s.spawn(|| {
            filled.acquire();
            queue.lock().unwrap().pop_front().expect("a permit, but no item");
        });
    });
}

struct BareQueue(UnsafeCell<VecDeque<u32>>);

// SAFETY: not true, and that is the level: the queue is changed from two threads at once. The explorer runs one thread
// at a time and reports the race, so no memory is damaged.
unsafe impl Sync for BareQueue {}

impl BareQueue {
    fn edit<R>(&self, edit: impl FnOnce(&mut VecDeque<u32>) -> R) -> R {
        // SAFETY: the closures below do not keep the reference and run no other thread while they have it.
        edit(unsafe { &mut *self.0.get() })
    }
}

/// Level 15, producer-consumer again: the permits are right, but the queue itself has no lock.
pub(crate) fn producer_consumer_variant(buggy: bool) {
    let queue = BareQueue(UnsafeCell::new(VecDeque::new()));
    let lock = Mutex::new(());
    let filled = Semaphore::new(0);
    thread::scope(|s| {
        s.spawn(|| {
            for dragon in 0..2 {
                let held = (!buggy).then(|| lock.lock().unwrap());
                queue.edit(|queue| queue.push_back(dragon));
                drop(held);
                filled.release();
            }
        });
        s.spawn(|| {
            for dragon in 0..2 {
                filled.acquire();
                let held = (!buggy).then(|| lock.lock().unwrap());
                let taken = queue.edit(VecDeque::pop_front);
                drop(held);
                assert_eq!(taken, Some(dragon), "the queue lost its order");
            }
        });
    });
}

/// Level 16, condition variables: "the queue is empty" is tested with `if`, and everybody is woken for one item.
pub(crate) fn condition_variables(buggy: bool) {
    let queue = Mutex::new(VecDeque::new());
    let changed = Condvar::new();
    thread::scope(|s| {
        for _ in 0..2 {
            s.spawn(|| {
                let mut queue = queue.lock().unwrap();
                while queue.is_empty() {
                    queue = changed.wait(queue).unwrap();
                    if buggy {
                        break;
                    }
                }
                queue.pop_front().expect("woken for an item that somebody else took");
            });
        }
        for item in 0..2 {
            queue.lock().unwrap().push_back(item);
            changed.notify_all();
        }
    });
}

/// Level 17, dragonfire: two bellows make at most two fireballs, as long as no count of theirs is lost.
pub(crate) fn dragonfire(buggy: bool) {
    let fireballs = Semaphore::new(0);
    let made = AtomicI32::new(0);
    let counting = Mutex::new(());
    thread::scope(|s| {
        for _ in 0..2 {
            s.spawn(|| {
                for _ in 0..2 {
                    let _one_step = (!buggy).then(|| counting.lock().unwrap());
                    if made.load(SeqCst) < 2 {
                        fireballs.release();
                        add_one(&made, true);
                    }
                }
            });
        }
    });
    let fired = std::iter::repeat_with(|| fireballs.try_acquire()).take_while(|got| *got).count();
    assert_eq!(fired, 2, "the dragon had more fireballs than it may");
}

/// Level 18, triple danger: two wizards see the same burst of energy before they enter the conduit.
pub(crate) fn triple_danger(buggy: bool) {
    let conduit = Monitor::new();
    let bursts = Mutex::new(VecDeque::new());
    let seen = || !bursts.lock().unwrap().is_empty();
    thread::scope(|s| {
        s.spawn(|| {
            conduit.enter();
            bursts.lock().unwrap().push_back("lightning");
            conduit.exit();
        });
        for _ in 0..2 {
            s.spawn(|| {
                if buggy && !seen() {
                    return;
                }
                conduit.enter();
                if buggy || seen() {
                    bursts.lock().unwrap().pop_front().expect("the other wizard took the energy");
                }
                conduit.exit();
            });
        }
    });
}

/// Level 19, boss fight: two counters raised in two steps each, and a monitor left before the work is done.
pub(crate) fn boss_fight(buggy: bool) {
    let (darkness, evil) = (AtomicI32::new(0), AtomicI32::new(0));
    let fallen = AtomicI32::new(0);
    let sanctum = Monitor::new();
    let inside = Gauge::new();
    let charge = || (add_one(&darkness, buggy), add_one(&evil, buggy));
    thread::scope(|s| {
        s.spawn(|| {
            if charge() != (2, 2) {
                sanctum.enter();
                while !buggy && fallen.load(SeqCst) == 0 {
                    sanctum.wait();
                }
                if buggy {
                    sanctum.wait();
                }
                drop(inside.enter());
                sanctum.exit();
            }
        });
        s.spawn(|| {
            charge();
            sanctum.enter();
            if !buggy {
                drop(inside.enter());
            }
            fallen.store(1, SeqCst);
            sanctum.pulse_all();
            sanctum.exit();
            if buggy {
                drop(inside.enter());
            }
        });
    });
    one_inside(&inside);
}
