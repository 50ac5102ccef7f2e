//! Lock programs of the CS family: wrong order, wrong lock, a check outside the lock.

use interleave::sync::atomic::{AtomicBool, AtomicI32, Ordering::SeqCst};
use interleave::sync::{Condvar, Mutex, MutexGuard};
use interleave::thread;

fn both<'a>(
    first: &'a Mutex<i32>,
    second: &'a Mutex<i32>,
) -> (MutexGuard<'a, i32>, MutexGuard<'a, i32>) {
    let first = first.lock().unwrap();
    (first, second.lock().unwrap())
}

/// CS `deadlock01_bad`: two counters, each with its lock, taken in opposite orders.
pub(crate) fn deadlock01(buggy: bool) {
    let (a, b) = (Mutex::new(0), Mutex::new(0));
    thread::scope(|s| {
        s.spawn(|| *both(&a, &b).1 += 1);
        s.spawn(|| *(if buggy { both(&b, &a) } else { both(&a, &b) }).0 -= 1);
    });
}

/// CS `carter01_bad`: the first of each kind takes the room while it holds the counts, which the one inside needs to leave.
pub(crate) fn carter01(buggy: bool) {
    let (counts, room) = (Mutex::new((0, 0)), Mutex::new(()));
    let visit = |kind: fn(&mut (i32, i32)) -> &mut i32| {
        let mut counting = Some(counts.lock().unwrap());
        let mine = counting.as_deref_mut().map(kind).unwrap();
        *mine += 1;
        let first = *mine == 1;
        if !buggy {
            drop(counting.take());
        }
        let inside = first.then(|| room.lock().unwrap());
        drop(counting);
        *kind(&mut counts.lock().unwrap()) -= 1;
        drop(inside);
    };
    thread::scope(|s| {
        s.spawn(|| visit(|c| &mut c.0));
        s.spawn(|| visit(|c| &mut c.1));
    });
}

/// CS `din_philN_sat`: `SEATS` philosophers each take the left fork, then the right one.
pub(crate) fn din_phil<const SEATS: usize>(buggy: bool) {
    let forks: [Mutex<i32>; SEATS] = std::array::from_fn(|_| Mutex::new(0));
    thread::scope(|s| {
        for seat in 0..SEATS {
            let (left, right) = (&forks[seat], &forks[(seat + 1) % SEATS]);
            // Repaired: the last philosopher takes the right fork first, so the forks have an order.
            let swap = !buggy && seat == SEATS - 1;
            s.spawn(move || {
                let (mut a, mut b) = if swap { both(right, left) } else { both(left, right) };
                *a += 1;
                *b += 1;
            });
        }
    });
    assert!(forks.iter().all(|fork| *fork.lock().unwrap() == 2), "somebody did not eat");
}

/// CS `phase01_bad`: nested locks in opposite orders, harmless only if the second phase starts after the first ended.
pub(crate) fn phase01(buggy: bool) {
    let (x, y) = (Mutex::new(0), Mutex::new(0));
    let phase = Mutex::new(1);
    let next = Condvar::new();
    thread::scope(|s| {
        s.spawn(|| {
            if buggy {
                *phase.lock().unwrap() = 2; // announced before the locks of phase 1 are given back
            }
            *both(&x, &y).1 += 1;
            *phase.lock().unwrap() = 2;
            next.notify_one();
        });
        s.spawn(|| {
            drop(next.wait_while(phase.lock().unwrap(), |phase| *phase == 1).unwrap());
            *both(&y, &x).1 += 1;
        });
    });
}

/// CS `wronglock_N_bad`: `OTHERS` threads update the data under another lock than the first thread.
pub(crate) fn wronglock<const OTHERS: usize>(buggy: bool) {
    let (data_lock, other_lock) = (Mutex::new(()), Mutex::new(()));
    let data = AtomicI32::new(0);
    thread::scope(|s| {
        s.spawn(|| {
            let _held = data_lock.lock().unwrap();
            let before = data.load(SeqCst);
            data.store(before + 1, SeqCst);
            assert_eq!(data.load(SeqCst), before + 1, "the data changed under the lock");
        });
        for _ in 0..OTHERS {
            s.spawn(|| {
                let _held = if buggy { &other_lock } else { &data_lock }.lock().unwrap();
                let before = data.load(SeqCst);
                data.store(before + 1, SeqCst);
            });
        }
    });
}

/// CS `twostage_N_bad`: two fields that belong together, each updated under its own lock; `PAIRS` writers and readers.
pub(crate) fn twostage<const PAIRS: usize>(buggy: bool) {
    let (first, second) = (Mutex::new(0), Mutex::new(0));
    thread::scope(|s| {
        for _ in 0..PAIRS {
            s.spawn(|| {
                let mut stage1 = first.lock().unwrap();
                *stage1 = 1;
                if buggy {
                    drop(stage1);
                    *second.lock().unwrap() = 2;
                } else {
                    *second.lock().unwrap() = *stage1 + 1; // the first lock is still held
                }
            });
        }
        for _ in 0..PAIRS {
            s.spawn(|| {
                let stage1 = *first.lock().unwrap();
                if stage1 != 0 {
                    let stage2 = *second.lock().unwrap();
                    assert_eq!(stage2, stage1 + 1, "saw stage 1 without stage 2");
                }
            });
        }
    });
}

/// CS `bluetooth_driver_bad`: a request checks "stopping" and only then counts itself in, so the driver stops under it.
pub(crate) fn bluetooth_driver(buggy: bool) {
    let pending = AtomicI32::new(1); // the driver itself counts as one
    let stopping = AtomicBool::new(false);
    let stopped = AtomicBool::new(false);
    let all_done = (Mutex::new(false), Condvar::new());
    let leave = || {
        if pending.fetch_sub(1, SeqCst) == 1 {
            *all_done.0.lock().unwrap() = true;
            all_done.1.notify_one();
        }
    };
    thread::scope(|s| {
        s.spawn(|| {
            let entered = if buggy {
                !stopping.load(SeqCst) && pending.fetch_add(1, SeqCst) >= 0
            } else {
                pending.fetch_add(1, SeqCst);
                !stopping.load(SeqCst)
            };
            if entered {
                assert!(!stopped.load(SeqCst), "a request runs in a driver that has stopped");
            }
            if entered || !buggy {
                leave();
            }
        });
        s.spawn(|| {
            stopping.store(true, SeqCst);
            leave();
            let done = all_done.0.lock().unwrap();
            drop(all_done.1.wait_while(done, |done| !*done).unwrap());
            stopped.store(true, SeqCst);
        });
    });
}

/// CS `fsbench_bad`: each thread gives its inode a free block; with one thread more than blocks, the search runs off the end.
pub(crate) fn fsbench(buggy: bool) {
    const BLOCKS: usize = 3;
    let busy: [Mutex<bool>; BLOCKS] = std::array::from_fn(|_| Mutex::new(false));
    let files = if buggy { BLOCKS + 1 } else { BLOCKS };
    thread::scope(|s| {
        for inode in 0..files {
            let busy = &busy;
            s.spawn(move || {
                for hop in 0.. {
                    assert!(hop < BLOCKS, "inode {inode} looked beyond the last block");
                    let mut taken = busy[(inode + hop) % BLOCKS].lock().unwrap();
                    if !*taken {
                        *taken = true;
                        break;
                    }
                }
            });
        }
    });
}
