//! The atomic types: each operation computes what std's does, as one step.

use crate::support::{full, gives, gives_with, holds};
use interleave::sync::atomic::*;
use interleave::thread;
use std::sync::atomic::Ordering::{Acquire, Relaxed, Release, SeqCst};

/// The same calls on a facade atomic and on std's; every result must be the same.
macro_rules! same_as_std {
    ($($name:ident: $atomic:ident, $start:expr, $a:expr, $b:expr, [$($op:ident),*];)*) => {$(
        #[test]
        fn $name() {
            holds(|| {
                let ours = $atomic::new($start);
                let real = std::sync::atomic::$atomic::new($start);
                for value in [$a, $b, $a] {
                    $(
                        assert_eq!(ours.$op(value, SeqCst), real.$op(value, SeqCst), stringify!($op));
                        assert_eq!(ours.load(SeqCst), real.load(SeqCst), stringify!($op));
                    )*
                    ours.store(value, SeqCst);
                    real.store(value, SeqCst);
                    for (expected, new) in [($a, $b), ($b, $a), ($b, $b)] {
                        assert_eq!(
                            ours.compare_exchange(expected, new, SeqCst, Acquire),
                            real.compare_exchange(expected, new, SeqCst, Acquire)
                        );
                    }
                    let update = |old| (old != $start).then_some($start);
                    assert_eq!(
                        ours.fetch_update(SeqCst, Acquire, update),
                        real.fetch_update(SeqCst, Acquire, update)
                    );
                }
                assert_eq!(format!("{ours:?}"), format!("{real:?}"));
                let mut ours = ours;
                *ours.get_mut() = $b;
                assert_eq!(ours.into_inner(), $b);
            });
        }
    )*};
}

same_as_std! {
    u8_is_as_in_std: AtomicU8, 250, 7, 255, [swap, fetch_add, fetch_sub, fetch_and, fetch_nand, fetch_or, fetch_xor, fetch_max, fetch_min];
    i8_is_as_in_std: AtomicI8, -128, -3, 127, [swap, fetch_add, fetch_sub, fetch_and, fetch_nand, fetch_or, fetch_xor, fetch_max, fetch_min];
    u16_is_as_in_std: AtomicU16, 1, 700, u16::MAX, [swap, fetch_add, fetch_sub, fetch_and, fetch_nand, fetch_or, fetch_xor, fetch_max, fetch_min];
    i16_is_as_in_std: AtomicI16, i16::MIN, -3, 700, [swap, fetch_add, fetch_sub, fetch_and, fetch_nand, fetch_or, fetch_xor, fetch_max, fetch_min];
    u32_is_as_in_std: AtomicU32, 1, 700, u32::MAX, [swap, fetch_add, fetch_sub, fetch_and, fetch_nand, fetch_or, fetch_xor, fetch_max, fetch_min];
    i32_is_as_in_std: AtomicI32, i32::MIN, -3, 700, [swap, fetch_add, fetch_sub, fetch_and, fetch_nand, fetch_or, fetch_xor, fetch_max, fetch_min];
    u64_is_as_in_std: AtomicU64, 1, 700, u64::MAX, [swap, fetch_add, fetch_sub, fetch_and, fetch_nand, fetch_or, fetch_xor, fetch_max, fetch_min];
    i64_is_as_in_std: AtomicI64, i64::MIN, -3, 700, [swap, fetch_add, fetch_sub, fetch_and, fetch_nand, fetch_or, fetch_xor, fetch_max, fetch_min];
    usize_is_as_in_std: AtomicUsize, 1, 700, usize::MAX, [swap, fetch_add, fetch_sub, fetch_and, fetch_nand, fetch_or, fetch_xor, fetch_max, fetch_min];
    isize_is_as_in_std: AtomicIsize, isize::MIN, -3, 700, [swap, fetch_add, fetch_sub, fetch_and, fetch_nand, fetch_or, fetch_xor, fetch_max, fetch_min];
    bool_is_as_in_std: AtomicBool, false, true, false, [swap, fetch_and, fetch_nand, fetch_or, fetch_xor];
}

#[test]
fn fetch_not_is_as_in_std() {
    holds(|| {
        let flag = AtomicBool::new(false);
        assert!(!flag.fetch_not(SeqCst));
        assert!(flag.load(SeqCst));
    });
}

#[test]
fn a_pointer_is_swapped_and_compared() {
    holds(|| {
        let (mut a, mut b) = (1, 2);
        let (a, b): (*mut i32, *mut i32) = (&mut a, &mut b);
        let pointer = AtomicPtr::new(a);
        assert_eq!(pointer.load(Acquire), a);
        assert_eq!(pointer.swap(b, SeqCst), a);
        assert_eq!(pointer.compare_exchange(a, a, SeqCst, Relaxed), Err(b));
        assert_eq!(pointer.compare_exchange(b, a, SeqCst, Relaxed), Ok(b));
        pointer.store(b, Release);
        assert_eq!(pointer.into_inner(), b);
    });
}

/// Two threads each do `step` once on a counter.
fn both(step: fn(&AtomicUsize)) -> usize {
    let count = AtomicUsize::new(0);
    thread::scope(|s| {
        s.spawn(|| step(&count));
        s.spawn(|| step(&count));
    });
    count.into_inner()
}

#[test]
fn a_load_and_a_store_are_two_steps() {
    gives([1, 2], || both(|count| count.store(count.load(SeqCst) + 1, SeqCst)));
}

#[test]
fn every_update_is_one_step() {
    gives([2], || both(|count| _ = count.fetch_add(1, SeqCst)));
    gives([2], || both(|count| _ = count.fetch_update(SeqCst, SeqCst, |old| Some(old + 1))));
    gives([2], || {
        both(|count| {
            let mut seen = count.load(SeqCst);
            while let Err(now) = count.compare_exchange(seen, seen + 1, SeqCst, SeqCst) {
                seen = now;
            }
        })
    });
    gives([2], || {
        both(|count| {
            let mut seen = count.load(SeqCst);
            while let Err(now) = count.compare_exchange_weak(seen, seen + 1, SeqCst, SeqCst) {
                seen = now;
            }
        })
    });
}

#[test]
fn a_weak_exchange_may_fail_without_a_reason_when_asked_for() {
    let exchange = || AtomicU8::new(0).compare_exchange_weak(0, 1, SeqCst, SeqCst);
    gives([Ok(0)], exchange);
    gives_with(full().spurious_wakeups(1), [Ok(0), Err(0)], exchange);
}

#[test]
fn only_one_swap_takes_the_flag() {
    gives([(true, false), (false, true)], || {
        let flag = AtomicBool::new(true);
        thread::scope(|s| {
            let first = s.spawn(|| flag.swap(false, SeqCst));
            let second = s.spawn(|| flag.swap(false, SeqCst));
            (first.join().unwrap(), second.join().unwrap())
        })
    });
}

/// A value and a flag, both relaxed; what a reader sees of the value once the flag is up.
fn message(fences: bool) -> Option<usize> {
    let (data, ready) = (AtomicUsize::new(0), AtomicBool::new(false));
    thread::scope(|s| {
        s.spawn(|| {
            data.store(42, Relaxed);
            if fences {
                fence(Release);
            }
            ready.store(true, Relaxed);
        });
        let up = ready.load(Relaxed);
        if fences {
            fence(Acquire);
        }
        up.then(|| data.load(Relaxed))
    })
}

#[test]
fn without_weak_memory_every_load_reads_the_newest_store() {
    gives([None, Some(42)], || message(false));
}

#[test]
fn with_weak_memory_relaxed_loads_may_read_older_stores() {
    gives_with(full().weak_memory(true), [None, Some(0), Some(42)], || message(false));
}

#[test]
fn with_weak_memory_fences_order_relaxed_accesses() {
    gives_with(full().weak_memory(true), [None, Some(42)], || message(true));
}

#[test]
fn a_static_atomic_begins_anew_in_each_interleaving() {
    static COUNT: AtomicUsize = AtomicUsize::new(3);
    gives([4, 5], || {
        thread::scope(|s| {
            s.spawn(|| COUNT.fetch_add(1, SeqCst));
            COUNT.fetch_add(1, SeqCst) + 1
        })
    });
}

#[test]
fn joining_makes_the_work_of_a_thread_visible() {
    gives_with(full().weak_memory(true), [1], || {
        let data = AtomicUsize::new(0);
        thread::scope(|s| {
            s.spawn(|| data.store(1, Relaxed));
        });
        data.load(Relaxed)
    });
}

#[test]
fn a_mutex_makes_the_work_of_its_last_holder_visible() {
    gives_with(full().weak_memory(true), [(false, 0), (true, 1)], || {
        let (done, data) = (interleave::sync::Mutex::new(false), AtomicUsize::new(0));
        thread::scope(|s| {
            s.spawn(|| {
                data.store(1, Relaxed);
                *done.lock().unwrap() = true;
            });
            let done = *done.lock().unwrap();
            (done, if done { data.load(Relaxed) } else { 0 })
        })
    });
}
