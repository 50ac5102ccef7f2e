//! What `src/ordered_map.rs` promises, in every interleaving.

use std::cell::Cell;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::sync::{Mutex as Notes, PoisonError};

use interleave::panic::panic_any;
use interleave::sync::Arc;
use interleave::sync::mpsc;
use interleave::thread::{self, ThreadId};
use interleave::{
    Explorer, Gauge, Staff, Verdict, check, reachable, require, size, unexplored, yield_point,
};
use pools::ordered_map::map;

/// It can be sent, and nothing else.
struct Plain {
    _cell: Cell<u8>,
}

// The function as the exercise gives it. If this line does not compile, it has lost its signature.
const _: fn(Vec<Plain>, usize, usize, fn(Plain) -> Plain) -> Vec<thread::Result<Plain>> = map;

/// The results that are there; what panicked is left out.
fn good<R>(results: Vec<thread::Result<R>>) -> Vec<R> {
    results.into_iter().filter_map(Result::ok).collect()
}

#[test]
fn one_worker_keeps_the_order() {
    check(|| {
        for (items, chunk) in [(vec![], 1), (vec![5], 1), (vec![3, 1, 2], 1), (vec![3, 1, 2], 2)] {
            let results = good(map(items.clone(), 1, chunk, |item: u32| item * 10));
            let expected: Vec<u32> = items.iter().map(|item| item * 10).collect();
            require!(
                results.len() == items.len(),
                MessageLost,
                "one worker, chunks of {chunk}, `|x| x * 10` of {items:?}: the results are {results:?}"
            );
            require!(
                results == expected,
                WrongResult,
                "one worker, chunks of {chunk}, `|x| x * 10` of {items:?}: the results are {results:?}"
            );
        }
    });
}

#[test]
fn the_results_are_in_the_order_of_the_items() {
    for (items, workers, chunk) in [
        (2, 2, 1),
        (3, 2, 1),
        (3, 2, 2),
        (5, 2, 2),
        (4, 3, 1),
        (1, 3, 1),
        (2, 2, 5),
        (3, 2, usize::MAX),
        (3, 2, usize::MAX / 2 + 1),
    ] {
        Explorer::new().budget(2_000).check(move || {
            let calls: Arc<Vec<AtomicUsize>> = Arc::new((0..items).map(|_| AtomicUsize::new(0)).collect());
            let results = good(map((0..items).collect(), workers, chunk, |item: usize| {
                yield_point();
                calls[item].fetch_add(1, Relaxed);
                item * 10
            }));
            let calls: Vec<usize> = calls.iter().map(|calls| calls.load(Relaxed)).collect();
            let expected: Vec<usize> = (0..items).map(|item| item * 10).collect();
            let told = format!(
                "{items} items, {workers} workers, chunks of {chunk}, `|x| x * 10`: the results are {results:?}, and `f` \
                 was called so often for each item: {calls:?}"
            );
            require!(calls.iter().all(|&calls| calls > 0), MessageLost, "{told}");
            require!(calls.iter().all(|&calls| calls == 1), CheckThenAct, "{told}");
            require!(results == expected, WrongResult, "{told}");
        });
    }
}

#[test]
fn a_panic_is_the_result_of_its_own_item() {
    for chunk in [1, 2, 3] {
        Explorer::new().budget(2_000).check(move || {
            let results = map(vec![1, 2, 3], 2, chunk, |item: u32| {
                yield_point();
                assert!(item != 2, "no page");
                item
            });
            let told: Vec<Option<u32>> = results.iter().map(|r| r.as_ref().ok().copied()).collect();
            require!(
                told.len() == 3 && told[0].is_some() && told[2].is_some(),
                MessageLost,
                "items 1, 2 and 3 in chunks of {chunk}; `f` panics for 2. The results are {told:?}, where `None` stands \
                 for a panic: did the others have to pay for it?"
            );
            require!(
                told == [Some(1), None, Some(3)],
                WrongResult,
                "items 1, 2 and 3 in chunks of {chunk}; `f` panics for 2. The results are {told:?}"
            );
        });
    }
}

#[test]
fn what_it_panicked_with_is_told() {
    check(|| {
        let results = map(vec![0, 1], 2, 1, |item: u8| {
            if item == 0 {
                panic_any(7_u64);
            }
            assert!(item > 1, "item {item} is no good");
        });
        let number = results.first().and_then(|r| r.as_ref().err()?.downcast_ref().copied());
        let text = results.get(1).and_then(|r| r.as_ref().err()?.downcast_ref::<String>().cloned());
        require!(
            number == Some(7_u64) && text.as_deref() == Some("item 1 is no good"),
            PanicSwallowed,
            "`f` panicked with the number 7 and with \"item 1 is no good\", and the results tell of {number:?} and {text:?}"
        );
    });
}

/// Whether so many workers can all be at it, with a chunk of `chunk` for each.
fn all_at_once(workers: usize, chunk: usize) -> bool {
    let busy = Gauge::new();
    map(vec![(); workers * chunk], workers, chunk, |()| drop(busy.enter()));
    busy.most() == workers
}

#[test]
fn as_many_work_at_the_same_time_as_there_are_workers() {
    reachable(
        Verdict::RanSerially,
        "were two workers with an item each at work at once: what does one hold while it calls `f`, and who waits for it?",
        || all_at_once(2, 1),
    );
    reachable(
        Verdict::RanSerially,
        "were two workers with a chunk of two each at work at once",
        || all_at_once(2, 2),
    );
    reachable(Verdict::RanSerially, "were four workers with an item each at work at once", || {
        all_at_once(4, 1)
    });
}

#[test]
fn never_more_work_than_there_are_workers() {
    for (items, workers, chunk) in [(3, 1, 1), (4, 2, 1), (5, 2, 2)] {
        Explorer::new().budget(1_000).check(move || {
            let (busy, threads) = (Gauge::new(), Notes::new(Vec::<ThreadId>::new()));
            map(vec![(); items], workers, chunk, |()| {
                let _here = busy.enter();
                let me = thread::current().id();
                let mut threads = threads.lock().unwrap_or_else(PoisonError::into_inner);
                if !threads.contains(&me) {
                    threads.push(me);
                }
            });
            let most = busy.most();
            require!(most <= workers, BoundExceeded, "{workers} workers, and {most} calls of `f` at the same time");
            let threads = threads.into_inner().unwrap_or_else(PoisonError::into_inner).len();
            require!(
                threads <= workers,
                BoundExceeded,
                "{workers} workers, {items} items in chunks of {chunk}, and {threads} threads called `f`"
            );
        });
    }
}

/// The first item is not done before all items but those of its own chunk are.
fn the_first_takes_longest(items: usize, chunk: usize) {
    let (done, one_is_done) = mpsc::channel();
    let one_is_done = interleave::sync::Mutex::new(one_is_done);
    let begun = Notes::new(Vec::new());
    map((0..items).collect(), 2, chunk, |item: usize| {
        if item == 0 {
            (chunk..items).for_each(|_| _ = one_is_done.lock().unwrap().recv());
        } else if item >= chunk {
            begun.lock().unwrap_or_else(PoisonError::into_inner).push(item);
            let _ = done.send(());
        }
    });
    let begun = begun.into_inner().unwrap_or_else(PoisonError::into_inner);
    require!(
        begun.is_sorted(),
        WrongResult,
        "two workers, {items} items in chunks of {chunk}. One worker is busy with the first item until all the other chunks \
         are done. The other worker began items in this order: {begun:?}. Is its next chunk the next one of all?"
    );
}

#[test]
fn whoever_is_free_takes_the_next_chunk() {
    for (items, chunk) in [(4, 1), (6, 2)] {
        let report =
            Explorer::new().budget(2_000).explore(move || the_first_takes_longest(items, chunk));
        match report.verdict {
            Verdict::Passed => {}
            Verdict::Deadlock | Verdict::NoProgress => report.fail_as(
                Verdict::RanSerially,
                format!(
                    "two workers, {items} items in chunks of {chunk}. The first item takes until all the other chunks \
                     are done, and the other worker, who is free, does not take them: who decides who does what, and when?"
                ),
            ),
            _ => report.fail(),
        }
    }
}

#[test]
fn a_chunk_stays_with_one_worker() {
    for (items, chunk) in [(4, 2), (5, 3), (6, 3), (5, 2), (3, usize::MAX)] {
        Explorer::new().budget(1_000).check(move || {
            let who = good(map((0..items).collect(), 2, chunk, |_: usize| {
                yield_point();
                thread::current().id()
            }));
            for (number, part) in who.chunks(chunk).enumerate() {
                require!(
                    part.iter().all(|id| *id == part[0]),
                    WrongResult,
                    "two workers, {items} items in chunks of {chunk}, and two workers share the items of chunk {number}"
                );
            }
        });
    }
}

#[test]
fn the_items_of_a_chunk_are_done_one_after_the_other() {
    Explorer::new().budget(1_000).check(|| {
        let begun = Notes::new(Vec::new());
        map(vec![0, 1, 2], 1, 2, |item: usize| {
            begun.lock().unwrap_or_else(PoisonError::into_inner).push(item);
        });
        let begun = begun.into_inner().unwrap_or_else(PoisonError::into_inner);
        require!(
            begun == [0, 1, 2],
            WrongResult,
            "one worker, items 0, 1 and 2 in chunks of two: `f` was called in this order: {begun:?}"
        );
    });
}

#[test]
fn every_chunk_can_be_under_way_while_another_one_is() {
    reachable(
        Verdict::RanSerially,
        "did the second worker begin its chunk before the first one had done the second item of its own",
        || {
            let (busy, met) = (Gauge::new(), AtomicUsize::new(0));
            map(vec![0, 1, 2, 3], 2, 2, |item: usize| {
                let _here = busy.enter();
                if busy.most() == 2 && item == 1 {
                    met.fetch_add(1, Relaxed);
                }
            });
            met.load(Relaxed) == 1
        },
    );
}

#[test]
fn every_thread_has_ended_when_map_returns() {
    check(|| {
        let staff = Staff::new();
        map(vec![(), ()], 2, 1, |()| staff.sign_in());
        staff.has_gone_home("`map` returned");
    });
}

#[test]
fn items_may_borrow_and_so_may_f() {
    check(|| {
        let (names, prefix) = ([String::from("a"), String::from("b")], String::from("page "));
        let results =
            good(map(names.iter().collect(), 2, 1, |name: &String| prefix.clone() + name));
        require!(results == ["page a", "page b"], WrongResult, "the results are {results:?}");
    });
}

#[test]
fn tuples_make_it_a_starmap() {
    check(|| {
        let areas =
            good(map(vec![(2, 3), (4, 5)], 2, 1, |(width, height): (u32, u32)| width * height));
        require!(
            areas == [6, 20],
            WrongResult,
            "the areas of 2 x 3 and 4 x 5 are told to be {areas:?}"
        );
    });
}

#[test]
fn two_maps_at_the_same_time_know_nothing_of_each_other() {
    Explorer::new().budget(1_000).check(|| {
        let other = thread::spawn(|| good(map(vec![1, 2], 2, 1, |item: u32| item)));
        let mine = good(map(vec![3, 4], 2, 1, |item: u32| item));
        let other = other.join().unwrap();
        require!(
            mine == [3, 4] && other == [1, 2],
            WrongResult,
            "two maps at the same time, and the results are {mine:?} and {other:?}: what do the two share?"
        );
    });
}

#[test]
fn real_threads_agree() {
    let drawn = (size(7, 4..=60) as u64, 8, size(3, 2..=9));
    for (items, workers, chunk) in [(0, 3, 2), (100, 4, 7), (1_000, 2, 1), drawn] {
        let results = unexplored(move || {
            good(map((0..items).collect(), workers, chunk, |item: u64| item + 1))
        });
        require!(
            results == (1..=items).collect::<Vec<u64>>(),
            WrongResult,
            "{items} items, {workers} workers, chunks of {chunk} on real threads: {} results, {results:?}",
            results.len()
        );
    }
}
