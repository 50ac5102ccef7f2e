//! Programs of the CS family that claim something which only some orders of their threads make true.

use interleave::sync::atomic::{AtomicI32, Ordering::SeqCst};
use interleave::sync::{Condvar, Mutex};
use interleave::thread;

/// CS `account_bad`: once both deposit and withdrawal are done the checker compares the balance with the wrong sum.
pub(crate) fn account(buggy: bool) {
    const START: i32 = 10;
    const IN: i32 = 6;
    const OUT: i32 = 3;
    let account = Mutex::new((START, 0));
    thread::scope(|s| {
        for amount in [IN, -OUT] {
            let account = &account;
            s.spawn(move || {
                let mut account = account.lock().unwrap();
                account.0 += amount;
                account.1 += 1;
            });
        }
        s.spawn(|| {
            let (balance, done) = *account.lock().unwrap();
            let expected = if buggy { START - IN - OUT } else { START + IN - OUT };
            assert!(done < 2 || balance == expected, "the balance is {balance}, not {expected}");
        });
    });
}

/// CS `arithmetic_prog_bad`: one thread hands over 1 to `N`, the other adds them up; it stops one number early.
pub(crate) fn arithmetic_prog(buggy: bool) {
    const N: i32 = 3;
    let slot = Mutex::new(None);
    let changed = Condvar::new();
    let total = thread::scope(|s| {
        s.spawn(|| {
            for n in 1..=N {
                let mut slot = changed.wait_while(slot.lock().unwrap(), |s| s.is_some()).unwrap();
                *slot = Some(n);
                changed.notify_one();
            }
        });
        let adder = s.spawn(|| {
            let mut total = 0;
            for _ in 0..if buggy { N - 1 } else { N } {
                let mut slot = changed.wait_while(slot.lock().unwrap(), |s| s.is_none()).unwrap();
                total += slot.take().unwrap();
                changed.notify_one();
            }
            total
        });
        adder.join().unwrap()
    });
    assert_eq!(total, N * (N + 1) / 2, "the progression adds up to something else");
}

/// CS `lazy01_bad`: the third thread takes it that it sees the work of at most one of the two others.
pub(crate) fn lazy01(buggy: bool) {
    let data = Mutex::new(0);
    thread::scope(|s| {
        s.spawn(|| *data.lock().unwrap() += 1);
        s.spawn(|| *data.lock().unwrap() += 2);
        s.spawn(|| {
            let most = if buggy { 2 } else { 3 };
            assert!(*data.lock().unwrap() <= most, "both others had run");
        });
    });
}

/// CS `reorder_N_bad`: `SETTERS` threads set `a`, then `b`; a checker takes it that nobody looks between the two.
pub(crate) fn reorder<const SETTERS: usize>(buggy: bool) {
    let (a, b) = (AtomicI32::new(0), AtomicI32::new(0));
    let pair = Mutex::new(());
    let guard = || (!buggy).then(|| pair.lock().unwrap());
    thread::scope(|s| {
        for _ in 0..SETTERS {
            s.spawn(|| {
                let _one_step = guard();
                a.store(1, SeqCst);
                b.store(-1, SeqCst);
            });
        }
        s.spawn(|| {
            let _one_step = guard();
            let seen = (a.load(SeqCst), b.load(SeqCst));
            assert!(seen == (0, 0) || seen == (1, -1), "saw {seen:?}");
        });
    });
}

/// CS `sync01_bad`: the consumer waits for "full", but the slot began filled, so the producer waits for it first.
pub(crate) fn sync01(buggy: bool) {
    let count = Mutex::new(if buggy { 1 } else { 0 });
    let (empty, full) = (Condvar::new(), Condvar::new());
    thread::scope(|s| {
        s.spawn(|| {
            let mut count = empty.wait_while(count.lock().unwrap(), |n| *n > 0).unwrap();
            *count += 1;
            full.notify_one();
        });
        s.spawn(|| {
            let mut count = count.lock().unwrap();
            if buggy {
                count = full.wait(count).unwrap(); // waits for a signal, though there is something to take
            }
            count = full.wait_while(count, |n| *n == 0).unwrap();
            *count -= 1;
            empty.notify_one();
        });
    });
    assert_eq!(*count.lock().unwrap(), 0, "the slot should be empty at the end");
}

/// CS `sync02_bad`: producer and consumer share one condition variable and test with `if`.
pub(crate) fn sync02(buggy: bool) {
    const ITEMS: usize = 2;
    let count = Mutex::new(0_usize);
    let changed = Condvar::new();
    let take = || {
        let mut count = count.lock().unwrap();
        while *count == 0 {
            count = changed.wait(count).unwrap();
            if buggy {
                break;
            }
        }
        *count = count.checked_sub(1).expect("woke up, but there was nothing to take");
    };
    thread::scope(|s| {
        for _ in 0..ITEMS {
            s.spawn(take);
        }
        for _ in 0..ITEMS {
            *count.lock().unwrap() += 1;
            changed.notify_one();
        }
    });
}

/// CS `token_ring_bad`: each station adds one to what its neighbour holds; the checker expects one order of the ring.
pub(crate) fn token_ring(buggy: bool) {
    const STATIONS: usize = 4;
    let ring: [Mutex<usize>; STATIONS] = std::array::from_fn(|_| Mutex::new(0));
    let turn = (Mutex::new(0), Condvar::new());
    thread::scope(|s| {
        for station in 0..STATIONS {
            let (ring, turn) = (&ring, &turn);
            s.spawn(move || {
                let mut now = turn.0.lock().unwrap();
                if !buggy {
                    now = turn.1.wait_while(now, |now| *now != station).unwrap();
                }
                let before = *ring[(station + STATIONS - 1) % STATIONS].lock().unwrap();
                *ring[station].lock().unwrap() = before + 1;
                *now += 1;
                turn.1.notify_all();
            });
        }
    });
    let held = ring.map(|station| station.into_inner().unwrap());
    assert_eq!(held, [1, 2, 3, 4], "the token went round in another order");
}
