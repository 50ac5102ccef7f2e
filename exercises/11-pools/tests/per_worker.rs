//! What `src/per_worker.rs` promises, in every interleaving.

use std::cell::Cell;
use std::rc::Rc;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::sync::{Mutex as Notes, PoisonError};

use interleave::sync::mpsc;
use interleave::thread::{self, ThreadId};
use interleave::{Explorer, Gauge, Staff, Verdict, check, reachable, require, yield_point};
use pools::per_worker::map_with;

/// A state that cannot be sent, as many models are.
type Model = Rc<Cell<u32>>;

/// It can be sent, and nothing else.
struct Plain {
    _cell: Cell<u8>,
}

// The function as the exercise gives it. If this line does not compile, it has lost its signature.
const _: fn(
    Vec<Plain>,
    usize,
    fn(usize) -> Result<Model, Plain>,
    fn(&mut Model, Plain) -> Plain,
) -> Result<Vec<Plain>, Plain> = map_with;

/// No `init` of these tests fails with it.
#[derive(Debug, PartialEq)]
enum Never {}

/// A new model, which anybody can load.
fn model(_: usize) -> Result<Model, Never> {
    yield_point();
    Ok(Rc::new(Cell::new(0)))
}

/// A list that a test keeps for itself.
fn note<T>(list: &Notes<Vec<T>>, line: T) {
    list.lock().unwrap_or_else(PoisonError::into_inner).push(line);
}

#[test]
fn the_results_are_in_the_order_of_the_items() {
    for (items, workers) in [(1, 1), (2, 1), (2, 2), (3, 2), (1, 3), (3, 3)] {
        Explorer::new().budget(3_000).check(move || {
            let calls: Vec<AtomicUsize> = (0..items).map(|_| AtomicUsize::new(0)).collect();
            let results = map_with((0..items).collect(), workers, model, |_, item: usize| {
                yield_point();
                calls[item].fetch_add(1, Relaxed);
                item * 10
            });
            let calls: Vec<usize> = calls.iter().map(|calls| calls.load(Relaxed)).collect();
            let told = format!(
                "{items} items, {workers} workers, `|_, x| x * 10`: the results are {results:?}, and `work` was called so \
                 often for each item: {calls:?}"
            );
            require!(calls.iter().all(|&calls| calls > 0), MessageLost, "{told}");
            let expected: Vec<usize> = (0..items).map(|item| item * 10).collect();
            require!(results == Ok(expected), WrongResult, "{told}");
        });
    }
}

#[test]
fn each_worker_initialises_once() {
    for (items, workers) in [(3, 1), (4, 2), (2, 3)] {
        Explorer::new().budget(3_000).check(move || {
            let loads = Notes::new(Vec::new());
            let init = |number| {
                note(&loads, (thread::current().id(), number));
                model(number)
            };
            let _ = map_with(vec![(); items], workers, init, |_, ()| yield_point());
            let loads = loads.into_inner().unwrap_or_else(PoisonError::into_inner);
            let numbers: Vec<usize> = loads.iter().map(|(_, number)| *number).collect();
            let twice = |i: usize| loads[..i].iter().any(|(thread, number)| *thread == loads[i].0 || *number == loads[i].1);
            require!(
                loads.len() <= workers && !(0..loads.len()).any(twice),
                WrongResult,
                "{workers} workers, {items} items, and `init` was called {} times, by workers {numbers:?}: once for each \
                 worker, on its own thread, is enough",
                loads.len()
            );
            require!(
                numbers.iter().all(|&number| number < workers),
                WrongResult,
                "{workers} workers, and `init` was told that it is called by workers {numbers:?}"
            );
        });
    }
}

#[test]
fn an_item_is_worked_on_with_the_state_of_its_own_thread() {
    Explorer::new().budget(5_000).check(|| {
        let init = |number| {
            yield_point();
            Ok::<_, Never>((thread::current().id(), number, Rc::new(Cell::new(0_u32))))
        };
        let work = |state: &mut (ThreadId, usize, Model), ()| {
            let (owner, _, uses) = state;
            require!(
                *owner == thread::current().id(),
                WrongResult,
                "`work` got a state that `init` had made on another thread"
            );
            uses.set(uses.get() + 1);
            uses.get()
        };
        let uses = map_with(vec![(); 3], 2, init, work).unwrap_or_default();
        let first = uses.iter().filter(|&&uses| uses == 1).count();
        require!(
            uses.len() == 3 && (first == 1 || first == 2),
            WrongResult,
            "two workers, three items, and each state counts how often it was used. For the items it said {uses:?}: is a \
             state kept from one item to the next?"
        );
    });
}

/// Fails if two of so many workers load at the same time.
fn one_loads(workers: usize) {
    let loading = Gauge::new();
    let init = |number| {
        let _here = loading.enter();
        require!(
            loading.most() == 1,
            TwoInside,
            "{workers} workers, and two of them call `init` at the same time: one finds half a file in the folder"
        );
        model(number)
    };
    let _ = map_with(vec![(); workers], workers, init, |_, ()| ());
}

#[test]
fn two_never_load_at_the_same_time() {
    check(|| one_loads(2));
    Explorer::new().budget(3_000).check(|| one_loads(3));
    // Whoever sleeps may wake up for no reason.
    Explorer::new().spurious_wakeups(1).budget(3_000).check(|| one_loads(2));
}

#[test]
fn as_many_work_at_the_same_time_as_there_are_workers() {
    for workers in [2, 3] {
        reachable(
            Verdict::RanSerially,
            "were all workers calling `work` at once: what does one hold while it works, and who waits for it?",
            move || {
                let busy = Gauge::new();
                let _ = map_with(vec![(); workers], workers, model, |_, ()| drop(busy.enter()));
                busy.most() == workers
            },
        );
    }
}

#[test]
fn one_loads_while_another_works() {
    reachable(
        Verdict::LockHeldTooLong,
        "did one worker call `init` while another one was in the middle of an item: what is locked for the loading, and how \
         long?",
        || {
            let (working, met) = (AtomicUsize::new(0), AtomicUsize::new(0));
            let init = |number| {
                yield_point();
                met.fetch_add(working.load(Relaxed), Relaxed);
                model(number)
            };
            let _ = map_with(vec![(), ()], 2, init, |_, ()| {
                working.fetch_add(1, Relaxed);
                yield_point();
                working.fetch_sub(1, Relaxed);
            });
            met.load(Relaxed) > 0
        },
    );
}

/// One worker loads only when another one has worked.
#[test]
fn nobody_waits_until_all_have_loaded() {
    let scene = || {
        let (done, one_is_done) = mpsc::channel();
        let one_is_done = interleave::sync::Mutex::new(one_is_done);
        let first = AtomicUsize::new(0);
        let init = |number| {
            if first.fetch_add(1, Relaxed) == 1 {
                let _ = one_is_done.lock().unwrap().recv();
            }
            model(number)
        };
        let _ = map_with(vec![(), ()], 2, init, |_, ()| _ = done.send(()));
    };
    let report = Explorer::new().budget(5_000).explore(scene);
    match report.verdict {
        Verdict::Passed => {}
        Verdict::Deadlock | Verdict::NoProgress => report.fail_as(
            Verdict::LockHeldTooLong,
            "the second worker is not done with loading before the first one has worked, and the first one waits",
        ),
        _ => report.fail(),
    }
}

/// `init` as it fails for these workers, with their number; what comes of five items.
fn with_failures(workers: usize, fails: fn(usize) -> bool) -> (Result<Vec<usize>, usize>, usize) {
    let loads = AtomicUsize::new(0);
    let init = |number| {
        yield_point();
        loads.fetch_add(1, Relaxed);
        if fails(number) { Err(number) } else { Ok(Rc::new(Cell::new(number))) }
    };
    let results = map_with((0..3).collect(), workers, init, |_, item: usize| {
        yield_point();
        item * 10
    });
    (results, loads.load(Relaxed))
}

#[test]
fn the_others_do_the_items_of_one_who_fails() {
    for (workers, fails) in [
        (2, (|number| number == 0) as fn(usize) -> bool),
        (2, |number| number == 1),
        (3, |number| number != 2),
        (3, |number| number != 0),
    ] {
        Explorer::new().budget(3_000).check(move || {
            let (results, loads) = with_failures(workers, fails);
            let broken: Vec<usize> = (0..workers).filter(|&number| fails(number)).collect();
            let told = format!("`init` fails for {broken:?} of {workers} workers, three items: the results are {results:?}");
            require!(results.is_ok(), WrongResult, "{told}; there was a worker who could work");
            require!(results == Ok(vec![0, 10, 20]), MessageLost, "{told}");
            require!(loads <= workers, WrongResult, "{told}, and `init` was called {loads} times");
        });
    }
}

#[test]
fn if_all_fail_that_is_told() {
    for workers in [1, 2, 3] {
        Explorer::new().budget(3_000).check(move || {
            let (results, loads) = with_failures(workers, |_| true);
            require!(
                results.as_ref().is_err_and(|number| *number < workers),
                MessageLost,
                "`init` failed for all of {workers} workers, each with its own number: there are three items, and the \
                 results are {results:?}"
            );
            require!(
                loads <= workers,
                WrongResult,
                "`init` fails for everybody, {workers} workers, and it was called {loads} times: who tries again?"
            );
        });
    }
}

#[test]
fn every_thread_has_ended_and_every_state_is_dropped() {
    check(|| {
        let staff = Staff::new();
        let states = std::sync::Arc::new(());
        let init = |_| {
            staff.sign_in();
            Ok::<_, Never>(states.clone())
        };
        let _ = map_with(vec![(), ()], 2, init, |_, ()| staff.sign_in());
        staff.has_gone_home("`map_with` returned");
        let left = std::sync::Arc::strong_count(&states) - 1;
        require!(
            left == 0,
            MemoryLeaked,
            "`map_with` returned, and {left} of two states are still there"
        );
    });
}

#[test]
fn two_maps_at_the_same_time_know_nothing_of_each_other() {
    Explorer::new().budget(1_000).check(|| {
        let other = thread::spawn(|| map_with(vec![1, 2], 1, model, |_, item: u32| item));
        let mine = map_with(vec![3, 4], 1, model, |_, item: u32| item);
        let other = other.join().unwrap();
        require!(
            mine == Ok(vec![3, 4]) && other == Ok(vec![1, 2]),
            WrongResult,
            "two maps at the same time, and the results are {mine:?} and {other:?}: what do the two share?"
        );
    });
}
