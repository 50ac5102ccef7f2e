//! What `src/amdahl.rs` promises: the law, and a program whose serial part is small.

use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::sync::{Mutex as Notes, PoisonError};
use std::time::Duration;

use interleave::sync::{Condvar, Mutex};
use interleave::thread::{self, ThreadId};
use interleave::{
    Explorer, Gauge, Staff, Verdict, check, reachable, require, unexplored, yield_point,
};
use measuring::amdahl::{serial_share, speedup, total, workers_for};

#[path = "amdahl/book.rs"]
mod book;

use book::Book;

// The functions as the exercise gives them. If a line does not compile, one has lost its signature.
const _: fn(f64, u32) -> f64 = speedup;
const _: fn(f64, u32) -> f64 = serial_share;
const _: fn(f64, f64) -> Option<u32> = workers_for;
const _: fn(&[u64], usize, fn(u64) -> u64, &Book) = total;

const SECOND: Duration = Duration::from_secs(1);

/// Whether two numbers are the same, but for rounding. What is no number is not.
fn near(number: f64, right: f64) -> bool {
    (number - right).abs() <= 1e-9 * right.abs().max(1.0)
}

#[test]
fn the_law_is_amdahls() {
    for (serial, workers, right) in [
        (0.0, 1, 1.0),
        (0.0, 8, 8.0),
        (1.0, 8, 1.0),
        (0.5, 1, 1.0),
        (0.5, 2, 4.0 / 3.0),
        (0.1, 2, 20.0 / 11.0),
        (0.1, 10, 100.0 / 19.0),
        (0.05, 64, 1280.0 / 83.0),
        (0.0, u32::MAX, f64::from(u32::MAX)),
        (0.25, u32::MAX, 4.0 / (1.0 + 3.0 / f64::from(u32::MAX))),
    ] {
        let found = speedup(serial, workers);
        require!(
            near(found, right),
            WrongResult,
            "a share of {serial} is serial: {workers} workers are {right} times as fast as one, not {found}"
        );
    }
}

#[test]
fn the_serial_share_is_found_from_what_was_measured() {
    let most = f64::from(u32::MAX);
    for (measured, workers, right) in [
        (2.0, 2, 0.0),
        (1.0, 2, 1.0),
        (4.0 / 3.0, 2, 0.5),
        (1.6, 2, 0.25),
        (20.0 / 11.0, 2, 0.1),
        (100.0 / 19.0, 10, 0.1),
        (1280.0 / 83.0, 64, 0.05),
        (4.0, u32::MAX, (most / 4.0 - 1.0) / (most - 1.0)),
        // Faster than the law allows, and slower than one worker.
        (2.5, 2, 0.0),
        (0.5, 2, 1.0),
        (1e-6, 8, 1.0),
    ] {
        let found = serial_share(measured, workers);
        require!(
            near(found, right),
            WrongResult,
            "{workers} workers were {measured} times as fast as one: the serial share was {right}, not {found}"
        );
    }
}

/// What `workers_for` says, if it does not take for ever.
fn enough(wanted: f64, serial: f64) -> Option<u32> {
    unexplored(move || workers_for(wanted, serial))
}

#[test]
fn as_few_workers_as_possible() {
    // The last column is how many more or less rounding may make of it.
    for (wanted, serial, right, rounding) in [
        (1.9, 0.05, 2, 0),
        (1.95, 0.05, 3, 0),
        (3.5, 0.0, 4, 0),
        (4.0, 0.0, 4, 0),
        (9.0, 0.1, 81, 1),
        (9.986, 0.1, 6_420, 0),
        (9.99, 0.1, 8_991, 1),
        (99.5, 0.0, 100, 0),
        (1.0, 0.5, 1, 0),
        (0.5, 0.5, 1, 0),
        (1.0, 1.0, 1, 0),
        (1.01, 0.0, 2, 0),
        (2e9, 0.0, 2_000_000_000, 1),
        (3e9, 0.0, 3_000_000_000, 1),
        (1.999_999_999_5, 0.5, 3_999_999_999, 1_000_000),
    ] {
        let found = enough(wanted, serial);
        require!(
            found.is_some_and(|found| found.abs_diff(right) <= rounding),
            WrongResult,
            "to be {wanted} times as fast, with a serial share of {serial}, it takes {right} workers, and `workers_for` says {found:?}"
        );
    }
}

#[test]
fn what_no_number_of_workers_can_do_is_told() {
    for (wanted, serial) in
        [(4.0, 0.25), (4.1, 0.25), (100.0, 0.1), (1.5, 1.0), (5e9, 0.0), (1e12, 0.0), (2.0, 0.5)]
    {
        let found = enough(wanted, serial);
        require!(
            found.is_none(),
            WrongResult,
            "to be {wanted} times as fast, with a serial share of {serial}, no number of workers is enough, or none that fits a \
             `u32`; `workers_for` says {found:?}"
        );
    }
}

#[test]
fn all_amounts_get_to_the_ledger() {
    for (items, workers) in
        [(0, 1), (0, 2), (1, 1), (1, 3), (2, 2), (3, 2), (4, 2), (3, 3), (5, 3), (2, 5)]
    {
        let explorer = Explorer::new().weak_memory(true).spurious_wakeups(1);
        explorer.budget(1_000).check(move || {
            let calls: Vec<AtomicUsize> = (0..items).map(|_| AtomicUsize::new(0)).collect();
            let ledger = Book::new();
            let list: Vec<u64> = (0..items).collect();
            total(
                &list,
                workers,
                |item| {
                    yield_point();
                    calls[item as usize].fetch_add(1, Relaxed);
                    1 << (4 * item)
                },
                &ledger,
            );
            let calls: Vec<usize> = calls.iter().map(|calls| calls.load(Relaxed)).collect();
            let (sum, right) = (ledger.sum(), (0..items).map(|item| 1 << (4 * item)).sum::<u64>());
            let told = format!(
                "items 0 to {items}, {workers} workers, and item N counts 16 to the power of N: the ledger says {sum:#x}, and \
                 `work` was called so often for each item: {calls:?}"
            );
            require!(calls.iter().all(|&calls| calls > 0), MessageLost, "{told}");
            require!(calls.iter().all(|&calls| calls == 1), DoneTwice, "{told}");
            require!(sum == right, WrongResult, "{told}; {right:#x} would be right");
        });
    }
}

#[test]
fn all_workers_can_be_at_work_at_once() {
    for (items, workers) in [(2, 2), (4, 2), (3, 3), (6, 3), (8, 8)] {
        reachable(
            Verdict::RanSerially,
            &format!(
                "were {workers} workers with {items} items at work at once, from the first items to the last"
            ),
            move || {
                let (begun, another, alone) = (Mutex::new(0), Condvar::new(), Gauge::new());
                let list: Vec<u64> = (0..items).collect();
                let work = |item| {
                    let mut begun = begun.lock().unwrap();
                    *begun += 1;
                    another.notify_all();
                    // An item waits for others, until as many as there are workers have begun. The time is over when
                    // nobody else can go on.
                    let all = u64::next_multiple_of(*begun, workers);
                    let waited = another.wait_timeout_while(begun, SECOND, |begun| *begun < all);
                    if waited.unwrap().1.timed_out() {
                        let _ = alone.enter();
                    }
                    item
                };
                total(&list, workers as usize, work, &Book::new());
                alone.most() == 0
            },
        );
    }
}

#[test]
fn each_total_is_on_its_own() {
    Explorer::new().budget(1_000).check(|| {
        let (first, second) = (Book::new(), Book::new());
        thread::scope(|scope| {
            scope.spawn(|| total(&[1, 2], 2, |item| item, &first));
            total(&[30, 40], 2, |item| item, &second);
        });
        total(&[500], 1, |item| item, &second);
        let (first, second) = (first.sum(), second.sum());
        require!(
            (first, second) == (3, 570),
            WrongResult,
            "one `total` has the items 1 and 2, another one 30 and 40 at the same time, and then 500: the ledger of the first \
             says {first}, not 3, or that of the others {second}, not 570"
        );
    });
}

#[test]
fn the_ledger_is_added_to_once_for_each_worker_at_most() {
    for (items, workers) in [(4, 1), (4, 2), (7, 2), (6, 3), (300, 2)] {
        Explorer::new().budget(1_000).check(move || {
            let ledger = Book::new();
            total(&vec![1; items], workers, |item| item, &ledger);
            let visits = ledger.visits();
            require!(
                visits <= workers,
                WrongResult,
                "{items} items, {workers} workers, and the ledger was added to {visits} times. That is the serial part, and it \
                 should not grow with the items: who could add up beforehand?"
            );
        });
    }
}

#[test]
fn there_are_no_more_threads_at_work_than_workers() {
    for (items, workers) in [(3, 1), (4, 2), (5, 2), (7, 3), (100, 2)] {
        Explorer::new().budget(1_000).check(move || {
            let (threads, ledger) = (Notes::new(Vec::<ThreadId>::new()), Book::new());
            total(
                &vec![1; items],
                workers,
                |item| {
                    let me = thread::current().id();
                    let mut threads = threads.lock().unwrap_or_else(PoisonError::into_inner);
                    if !threads.contains(&me) {
                        threads.push(me);
                    }
                    item
                },
                &ledger,
            );
            let threads = threads.into_inner().unwrap_or_else(PoisonError::into_inner).len();
            require!(
                threads <= workers,
                BoundExceeded,
                "{items} items, {workers} workers, and {threads} threads were at work"
            );
        });
    }
}

#[test]
fn a_panic_gets_out() {
    for (bad, workers) in [(0, 2), (1, 2), (3, 2), (3, 1), (3, 4)] {
        let report = Explorer::new().budget(1_000).explore(move || {
            let work = |item| {
                assert!(item != bad, "no such item");
                item
            };
            total(&[0, 1, 2, 3], workers, work, &Book::new());
        });
        match report.verdict {
            // It should.
            Verdict::Panicked => {}
            Verdict::Passed => report.fail_as(
                Verdict::PanicSwallowed,
                format!(
                    "items 0 to 3, {workers} workers, and `work` panics for {bad}: `total` returned as if nothing had happened"
                ),
            ),
            _ => report.fail(),
        }
    }
}

#[test]
fn every_thread_has_ended_when_total_returns() {
    check(|| {
        let (staff, ledger) = (Staff::new(), Book::new());
        total(
            &[1, 2],
            2,
            |item| {
                staff.sign_in();
                item
            },
            &ledger,
        );
        staff.has_gone_home("`total` returned");
    });
}

#[test]
fn real_threads_agree() {
    for (items, workers) in [(0, 3), (100, 4), (1_000, 2), (7, 8), (1, 1)] {
        // Each item comes several times, and counts more than 32 bits can hold.
        let list: Vec<u64> = (0..items).map(|number| 10 + number % 5).collect();
        let right = list.iter().sum::<u64>() << 32;
        let (calls, sum) = unexplored(move || {
            let (calls, ledger) = (AtomicUsize::new(0), Book::new());
            let work = |item| {
                calls.fetch_add(1, Relaxed);
                item << 32
            };
            total(&list, workers, work, &ledger);
            (calls.into_inner(), ledger.sum())
        });
        let told = format!(
            "{items} items, 10 to 14 again and again, {workers} real threads, and item N counts N << 32: `work` was called {calls} \
             times, and the ledger says {sum:#x}"
        );
        require!(calls as u64 >= items, MessageLost, "{told}");
        require!(calls as u64 == items, DoneTwice, "{told}");
        require!(sum == right, WrongResult, "{told}; {right:#x} would be right");
    }
}
