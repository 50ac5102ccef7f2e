//! Queues and stacks: the CS family's buffers and the CHESS family's work-stealing queues.

use interleave::sync::atomic::{AtomicIsize, AtomicUsize, Ordering, Ordering::*, fence};
use interleave::sync::{Condvar, Mutex};
use interleave::thread;
use std::collections::VecDeque;

/// CS `circular_buffer_bad`: the writer never asks whether the ring is full, and overwrites what was not read.
pub(crate) fn circular_buffer(buggy: bool) {
    const SLOTS: usize = 2;
    struct Ring {
        slots: [usize; SLOTS],
        written: usize,
        read: usize,
    }
    let ring = Mutex::new(Ring { slots: [0; SLOTS], written: 0, read: 0 });
    let changed = Condvar::new();
    thread::scope(|s| {
        s.spawn(|| {
            for item in 0..SLOTS + 1 {
                let mut ring = ring.lock().unwrap();
                if !buggy {
                    let full = |r: &mut Ring| r.written == r.read + SLOTS;
                    ring = changed.wait_while(ring, full).unwrap();
                }
                let at = ring.written % SLOTS;
                ring.slots[at] = item;
                ring.written += 1;
                changed.notify_all();
            }
        });
        s.spawn(|| {
            for expected in 0..SLOTS + 1 {
                let ring = ring.lock().unwrap();
                let mut ring = changed.wait_while(ring, |r| r.read == r.written).unwrap();
                let item = ring.slots[ring.read % SLOTS];
                ring.read += 1;
                changed.notify_all();
                assert_eq!(item, expected, "an item was overwritten before it was read");
            }
        });
    });
}

/// CS `queue_bad`: the consumer asks "is there one?" and takes it in two sections of the lock.
pub(crate) fn queue(buggy: bool) {
    let queue = Mutex::new(VecDeque::from([1]));
    let take = || {
        if buggy {
            if !queue.lock().unwrap().is_empty() {
                queue.lock().unwrap().pop_front().expect("somebody else took it");
            }
        } else {
            queue.lock().unwrap().pop_front();
        }
    };
    thread::scope(|s| {
        s.spawn(take);
        s.spawn(take);
    });
}

/// CS `stack_bad`: the flag "something was pushed" is never taken back, so the second pop may find nothing.
pub(crate) fn stack(buggy: bool) {
    let stack = Mutex::new((Vec::new(), false));
    thread::scope(|s| {
        s.spawn(|| {
            for item in 0..2 {
                let mut stack = stack.lock().unwrap();
                stack.0.push(item);
                stack.1 = true;
            }
        });
        s.spawn(|| {
            for _ in 0..2 {
                let mut stack = stack.lock().unwrap();
                if stack.1 {
                    stack.0.pop().expect("popped an empty stack");
                    if !buggy {
                        stack.1 = !stack.0.is_empty();
                    }
                }
            }
        });
    });
}

/// A bounded work-stealing queue: the owner works at the tail, thieves at the head.
struct Deque {
    head: AtomicIsize,
    tail: AtomicIsize,
    items: [AtomicUsize; 4],
    lock: Mutex<()>,
}

impl Deque {
    fn new() -> Deque {
        Deque {
            head: AtomicIsize::new(0),
            tail: AtomicIsize::new(0),
            items: std::array::from_fn(|_| AtomicUsize::new(0)),
            lock: Mutex::new(()),
        }
    }

    fn item(&self, at: isize) -> &AtomicUsize {
        &self.items[usize::try_from(at).unwrap()]
    }

    fn push(&self, item: usize) {
        let tail = self.tail.load(Relaxed);
        self.item(tail).store(item, Relaxed);
        self.tail.store(tail + 1, Release);
    }
}

/// Owner and thief share two items and whatever is left is taken at the end: every item exactly once.
fn each_item_once(
    deque: &Deque,
    pop: impl Fn(&Deque) -> Option<usize> + Sync,
    steal: impl Fn(&Deque) -> Option<usize> + Sync,
) {
    deque.push(1);
    deque.push(2);
    let mut taken = thread::scope(|s| {
        let thief = s.spawn(|| [steal(deque), steal(deque)]);
        let mut taken = vec![pop(deque), pop(deque)];
        taken.extend(thief.join().unwrap());
        taken
    });
    taken.push(pop(deque));
    let mut taken: Vec<_> = taken.into_iter().flatten().collect();
    taken.sort_unstable();
    assert_eq!(taken, [1, 2], "each item was to be taken exactly once");
}

fn steal_locked(deque: &Deque) -> Option<usize> {
    let _held = deque.lock.lock().unwrap();
    let head = deque.head.load(SeqCst);
    deque.head.store(head + 1, SeqCst);
    if head < deque.tail.load(SeqCst) {
        return Some(deque.item(head).load(SeqCst));
    }
    deque.head.store(head, SeqCst);
    None
}

fn pop_locked(deque: &Deque) -> Option<usize> {
    let tail = deque.tail.load(SeqCst) - 1;
    deque.tail.store(tail, SeqCst);
    if deque.head.load(SeqCst) <= tail {
        return Some(deque.item(tail).load(SeqCst));
    }
    // The queue seems empty, or a thief is at the last item: ask again under the lock.
    deque.tail.store(tail + 1, SeqCst);
    let _held = deque.lock.lock().unwrap();
    deque.tail.store(tail, SeqCst);
    if deque.head.load(SeqCst) <= tail {
        return Some(deque.item(tail).load(SeqCst));
    }
    deque.tail.store(tail + 1, SeqCst);
    None
}

/// CHESS `WSQ`: the thief asks "is there an item?" before it announces that it takes it.
pub(crate) fn wsq(buggy: bool) {
    let hasty = |deque: &Deque| {
        let _held = deque.lock.lock().unwrap();
        let head = deque.head.load(SeqCst);
        (head < deque.tail.load(SeqCst)).then(|| {
            deque.head.store(head + 1, SeqCst);
            deque.item(head).load(SeqCst)
        })
    };
    each_item_once(&Deque::new(), pop_locked, if buggy { hasty } else { steal_locked });
}

/// CHESS `SWSQ`: the owner finds nothing and forgets to put the tail back, so it pushes over an item later.
pub(crate) fn swsq(buggy: bool) {
    let deque = Deque::new();
    let careless = |deque: &Deque| {
        let _held = deque.lock.lock().unwrap();
        let tail = deque.tail.load(SeqCst) - 1;
        deque.tail.store(tail, SeqCst);
        (deque.head.load(SeqCst) <= tail).then(|| deque.item(tail).load(SeqCst))
    };
    let pop = if buggy { careless } else { pop_locked };
    deque.push(1);
    let taken = thread::scope(|s| {
        let thief = s.spawn(|| steal_locked(&deque));
        let first = pop(&deque);
        deque.push(2);
        let second = pop(&deque);
        [thief.join().unwrap(), first, second]
    });
    let mut taken: Vec<_> = taken.into_iter().flatten().chain(steal_locked(&deque)).collect();
    taken.sort_unstable();
    assert_eq!(taken, [1, 2], "each item was to be taken exactly once");
}

/// The interlocked pop (Chase and Lev 2005): owner and thief settle the last item by a compare-exchange.
fn pop_interlocked(
    deque: &Deque,
    settle: bool,
    tail_order: Ordering,
    full_fence: bool,
) -> Option<usize> {
    let tail = deque.tail.load(Relaxed) - 1;
    deque.tail.store(tail, tail_order);
    if full_fence {
        fence(SeqCst);
    }
    let head = deque.head.load(if full_fence { Relaxed } else { Acquire });
    if head > tail {
        deque.tail.store(tail + 1, Relaxed);
        return None;
    }
    let item = deque.item(tail).load(Relaxed);
    if head < tail {
        return Some(item);
    }
    let mine = !settle || deque.head.compare_exchange(head, head + 1, SeqCst, Relaxed).is_ok();
    deque.tail.store(tail + 1, Relaxed);
    mine.then_some(item)
}

fn steal_interlocked(deque: &Deque, full_fence: bool) -> Option<usize> {
    let head = deque.head.load(Acquire);
    if full_fence {
        fence(SeqCst);
    }
    if head >= deque.tail.load(Acquire) {
        return None;
    }
    let item = deque.item(head).load(Relaxed);
    deque.head.compare_exchange(head, head + 1, SeqCst, Relaxed).is_ok().then_some(item)
}

/// CHESS `IWSQ`: the owner takes the last item without settling it with the thief.
pub(crate) fn iwsq(buggy: bool) {
    each_item_once(
        &Deque::new(),
        |deque| pop_interlocked(deque, !buggy, SeqCst, true),
        |deque| steal_interlocked(deque, true),
    );
}

/// CHESS `IWSQWS`, under weak memory: without full fences (Lê et al. 2013) the owner reads an old head.
pub(crate) fn iwsqws(buggy: bool) {
    each_item_once(
        &Deque::new(),
        |deque| pop_interlocked(deque, true, Release, !buggy),
        |deque| steal_interlocked(deque, !buggy),
    );
}
