//! What `src/parallel_sum.rs` promises, in every interleaving.

use std::sync::{Mutex, PoisonError};

use interleave::sync::Arc;
use interleave::{
    Explorer, Gauge, Staff, Verdict, check, reachable, require, size, thread, unexplored,
    yield_point,
};
use threads::parallel_sum::total_weight;

// The function as the exercise gives it. If this line does not compile, it has lost its signature.
const _: fn(Vec<u64>, usize, fn(&u64) -> u64) -> u64 = total_weight;

/// A list that a test keeps for itself: nothing in the program depends on it.
type Notes<T> = Arc<Mutex<Vec<T>>>;

/// What stands in `notes`.
fn read<T: Clone>(notes: &Notes<T>) -> Vec<T> {
    notes.lock().unwrap_or_else(PoisonError::into_inner).clone()
}

/// Adds a line to `notes`.
fn note<T>(notes: &Notes<T>, line: T) {
    notes.lock().unwrap_or_else(PoisonError::into_inner).push(line);
}

#[test]
fn one_worker_weighs_everything() {
    check(|| {
        for (parcels, sum) in [(vec![], 0), (vec![7], 7), (vec![3, 1, 2], 6)] {
            let total = total_weight(parcels.clone(), 1, |&parcel: &u64| parcel);
            require!(
                total == sum,
                WrongResult,
                "one worker, and parcels that weigh {parcels:?}: the sum is {sum}, and `total_weight` says {total}"
            );
        }
    });
}

#[test]
fn every_thread_has_ended_when_the_sum_is_told() {
    check(|| {
        let staff = Staff::new();
        let total = total_weight(vec![5, 8], 2, {
            let staff = staff.clone();
            move |&parcel: &u64| {
                staff.sign_in();
                yield_point();
                parcel
            }
        });
        staff.has_gone_home(&format!("`total_weight` returned {total}"));
    });
}

#[test]
fn no_weight_is_lost() {
    check(|| {
        let total = total_weight(vec![5, 8], 2, |&parcel: &u64| {
            yield_point();
            parcel
        });
        require!(
            total <= 13,
            CheckThenAct,
            "two workers, and two parcels that weigh 5 and 8: `total_weight` says {total}: how does a worker find out \
             which parcel is next, and who else can find out the same?"
        );
        require!(
            total == 13,
            LostUpdate,
            "two workers, and two parcels that weigh 5 and 8: `total_weight` says {total}"
        );
    });
}

/// Weighs `parcels` parcels of 1, 2, 4, … with so many workers, and fails unless each is in the sum once.
fn all_are_weighed_once(parcels: u32, workers: usize) {
    let weighed: Notes<u64> = Arc::default();
    let weights: Vec<u64> = (0..parcels).map(|parcel| 1 << parcel).collect();
    let total = total_weight(weights.clone(), workers, {
        let weighed = weighed.clone();
        move |&parcel: &u64| {
            note(&weighed, parcel);
            parcel
        }
    });
    let mut weighed = read(&weighed);
    weighed.sort_unstable();
    let sum: u64 = weights.iter().sum();
    require!(
        total == sum && weighed == weights,
        WrongResult,
        "{workers} workers, and parcels that weigh {weights:?}: these were weighed: {weighed:?}, and of {sum} \
         `total_weight` says {total}"
    );
}

#[test]
fn parcels_need_not_divide_evenly() {
    for (parcels, workers) in [(0, 2), (1, 2), (3, 2), (5, 2), (2, 3), (4, 3), (5, 3)] {
        Explorer::new().budget(1_000).check(move || all_are_weighed_once(parcels, workers));
    }
    for (parcels, workers) in [(7, 3), (11, 4), (3, 8), (size(20, 12..=60), size(7, 4..=12))] {
        unexplored(move || all_are_weighed_once(parcels as u32, workers));
    }
}

/// Whether so many workers, with one parcel for each, can all be weighing at the same time.
fn all_at_once(workers: usize) -> bool {
    let scales = Arc::new(Gauge::new());
    total_weight(vec![1; workers], workers, {
        let scales = scales.clone();
        move |&parcel: &u64| {
            let _busy = scales.enter();
            parcel
        }
    });
    scales.most() == workers
}

#[test]
fn two_weigh_at_the_same_time() {
    reachable(
        Verdict::RanSerially,
        "were two workers with a parcel each weighing at once: when is the second one started, and what is the first \
         one waited for?",
        || all_at_once(2),
    );
}

#[test]
fn as_many_weigh_at_the_same_time_as_there_are_workers() {
    reachable(
        Verdict::RanSerially,
        "were three workers with a parcel each weighing at once",
        || all_at_once(3),
    );
    reachable(
        Verdict::RanSerially,
        "were five workers with a parcel each weighing at once: who says how many there are?",
        || all_at_once(5),
    );
}

/// Weighs so many parcels, and fails if more threads than `workers` have been at it.
fn not_more_than(workers: usize, parcels: usize) {
    let seen: Notes<thread::ThreadId> = Arc::default();
    let scales = Arc::new(Gauge::new());
    total_weight(vec![1; parcels], workers, {
        let (seen, scales) = (seen.clone(), scales.clone());
        move |&parcel: &u64| {
            let _busy = scales.enter();
            let me = thread::current().id();
            if !read(&seen).contains(&me) {
                note(&seen, me);
            }
            parcel
        }
    });
    let (threads, most) = (read(&seen).len(), scales.most());
    require!(
        most <= workers,
        WrongResult,
        "{workers} workers and {parcels} parcels: {threads} threads have weighed, {most} of them at once"
    );
}

#[test]
fn never_more_weigh_than_there_are_workers() {
    Explorer::new().budget(1_000).check(|| not_more_than(1, 3));
    Explorer::new().budget(1_000).check(|| not_more_than(2, 3));
    Explorer::new().budget(1_000).check(|| not_more_than(2, 5));
    Explorer::new().budget(1_000).check(|| not_more_than(3, 7));
}

#[test]
fn two_sums_at_the_same_time_know_nothing_of_each_other() {
    Explorer::new().budget(2_000).check(|| {
        let other = thread::spawn(|| total_weight(vec![1, 2], 2, |&parcel: &u64| parcel));
        let total = total_weight(vec![10, 20], 2, |&parcel: &u64| parcel);
        let other = other.join().unwrap();
        require!(
            (total, other) == (30, 3),
            WrongResult,
            "two sums were asked for at the same time, 30 and 3, and `total_weight` says {total} and {other}: what do \
             the two share?"
        );
    });
}
