//! What `src/days.rs` promises, in every interleaving.

use std::io::{self, ErrorKind};
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::sync::{Mutex as Notes, PoisonError};

use interleave::panic::panic_any;
use interleave::sync::{Arc, Mutex, mpsc};
use interleave::thread::{self, ThreadId};
use interleave::{
    Explorer, Gauge, Staff, Verdict, check, reachable, require, unexplored, yield_point,
};
use visits::days::tally_each;
use visits::log::Tally;

// The function as the exercise gives it. If this line does not compile, it has lost its signature.
const _: fn(&'static [u8], usize, fn(&u8) -> io::Result<Tally>) -> Vec<io::Result<Tally>> =
    tally_each;

/// The tally of a day with so many visits.
fn of(visits: usize) -> Tally {
    Tally { visits: visits as u64, ..Tally::default() }
}

/// A result in words.
fn told(result: &io::Result<Tally>) -> String {
    match result {
        Ok(tally) => format!("{} visits", tally.visits),
        Err(error) => format!("{:?}: {error}", error.kind()),
    }
}

/// All of them.
fn all_told(results: &[io::Result<Tally>]) -> Vec<String> {
    results.iter().map(told).collect()
}

#[test]
fn one_worker_counts_day_after_day() {
    check(|| {
        for days in [vec![], vec![5], vec![3, 1, 2]] {
            let results = tally_each(&days, 1, |&visits| Ok(of(visits)));
            let expected: Vec<String> =
                days.iter().map(|visits| format!("{visits} visits")).collect();
            require!(
                results.len() == days.len(),
                MessageLost,
                "one worker, days with {days:?} visits: the results are {:?}",
                all_told(&results)
            );
            require!(
                all_told(&results) == expected,
                WrongResult,
                "one worker, days with {days:?} visits: the results are {:?}",
                all_told(&results)
            );
        }
    });
}

#[test]
fn each_day_is_counted_once_and_the_results_are_in_their_order() {
    for (days, workers) in [(2, 2), (3, 2), (5, 2), (4, 3), (1, 3), (0, 2), (2, 5)] {
        Explorer::new().budget(2_000).check(move || {
            let calls: Arc<Vec<AtomicUsize>> = Arc::new((0..days).map(|_| AtomicUsize::new(0)).collect());
            let month: Vec<usize> = (0..days).collect();
            let results = tally_each(&month, workers, |&day| {
                yield_point();
                calls[day].fetch_add(1, Relaxed);
                Ok(of(day))
            });
            let calls: Vec<usize> = calls.iter().map(|calls| calls.load(Relaxed)).collect();
            let results = all_told(&results);
            let expected: Vec<String> = month.iter().map(|day| format!("{day} visits")).collect();
            let seen = format!(
                "days with {month:?} visits, {workers} workers: the results are {results:?}, and each day was counted so \
                 often: {calls:?}"
            );
            require!(calls.iter().all(|&calls| calls > 0), MessageLost, "{seen}");
            require!(calls.iter().all(|&calls| calls == 1), CheckThenAct, "{seen}");
            require!(results == expected, WrongResult, "{seen}");
        });
    }
}

#[test]
fn a_day_that_cannot_be_read_costs_only_itself() {
    for (workers, at) in [(1, 0), (2, 0), (2, 1), (2, 2), (3, 1)] {
        Explorer::new().budget(2_000).check(move || {
            let asked = AtomicUsize::new(0);
            let results = tally_each(&[0, 1, 2], workers, |&day| {
                yield_point();
                if day == at {
                    asked.fetch_add(1, Relaxed);
                    return Err(io::Error::new(ErrorKind::NotFound, "no such day"));
                }
                Ok(of(day))
            });
            let results = all_told(&results);
            let mut expected = ["0 visits", "1 visits", "2 visits"];
            expected[at] = "NotFound: no such day";
            let others = (0..3).filter(|&day| day != at);
            require!(
                others.clone().all(|day| results.contains(&format!("{day} visits"))),
                MessageLost,
                "{workers} workers, and day {at} of three cannot be read. The results are {results:?}: did the others \
                 have to pay for it?"
            );
            require!(
                results == expected,
                WrongResult,
                "{workers} workers, and day {at} of three cannot be read (\"no such day\"). The results are {results:?}"
            );
            let asked = asked.into_inner();
            require!(
                asked == 1,
                DoneTwice,
                "{workers} workers, and day {at} of three cannot be read. `count` was called {asked} times for it"
            );
        });
    }
}

#[test]
fn so_does_a_day_over_which_somebody_panics() {
    for (workers, at) in [(1, 0), (2, 0), (2, 1), (2, 2), (3, 1)] {
        Explorer::new().budget(2_000).check(move || {
            let results = tally_each(&[0, 1, 2], workers, |&day| {
                yield_point();
                assert!(day != at, "day {at} is bad");
                Ok(of(day))
            });
            let results = all_told(&results);
            let others = (0..3).filter(|&day| day != at);
            require!(
                others.clone().all(|day| results.contains(&format!("{day} visits"))),
                MessageLost,
                "{workers} workers, and `count` panics for day {at} of three. The results are {results:?}: did the \
                 others have to pay for it?"
            );
            require!(
                results.len() == 3 && others.clone().all(|day| results[day] == format!("{day} visits")),
                WrongResult,
                "{workers} workers, and `count` panics for day {at} of three. The results are {results:?}"
            );
            require!(
                results[at].starts_with("Other: ") && results[at].contains(&format!("day {at} is bad")),
                PanicSwallowed,
                "{workers} workers, and `count` panics for day {at} of three with \"day {at} is bad\". The results are \
                 {results:?}"
            );
        });
    }
}

#[test]
fn the_error_of_a_day_is_the_one_that_it_had() {
    check(|| {
        let results = tally_each(&[0, 1], 2, |&day| {
            // A number of the system, which a copy of its text does not have.
            if day == 0 { Err(io::Error::from_raw_os_error(5)) } else { Ok(of(day)) }
        });
        let number = results[0].as_ref().err().and_then(io::Error::raw_os_error);
        require!(
            number == Some(5),
            WrongResult,
            "day 0 failed with error 5 of the system, and its result is {:?}: another error with the same text?",
            results[0]
        );
    });
}

#[test]
fn several_bad_days_are_told_each_by_itself() {
    check(|| {
        let results = tally_each(&[0, 1, 2, 3, 4], 2, |&day| {
            yield_point();
            match day {
                0 => Err(io::Error::new(ErrorKind::NotFound, "gone")),
                1 => panic!("nobody knows why"),
                2 => panic_any(String::from("another one")),
                3 => panic_any(7),
                _ => Err(io::Error::new(ErrorKind::Interrupted, "a signal came")),
            }
        });
        let expected = [
            "NotFound: gone",
            "Other: nobody knows why",
            "Other: another one",
            "Other: no text",
            "Interrupted: a signal came",
        ];
        require!(
            all_told(&results) == expected,
            WrongResult,
            "five bad days, two workers. The results are {:?}, and should be {expected:?}",
            all_told(&results)
        );
    });
}

/// Whether so many days can be under way at once.
fn all_at_once(days: usize, workers: usize, at_once: usize) -> bool {
    let busy = Gauge::new();
    tally_each(&vec![(); days], workers, |()| {
        drop(busy.enter());
        Ok(Tally::default())
    });
    busy.most() == at_once
}

#[test]
fn as_many_days_are_under_way_as_there_are_workers() {
    for (days, workers, at_once) in [(2, 2, 2), (4, 4, 4), (5, 3, 3), (3, 5, 3)] {
        reachable(
            Verdict::RanSerially,
            &format!(
                "of {days} days and {workers} workers, were {at_once} days counted at once: what does a worker hold \
                 while it counts, and who waits for it?"
            ),
            move || all_at_once(days, workers, at_once),
        );
    }
}

#[test]
fn never_more_than_there_are_workers() {
    for (days, workers) in [(3, 1), (4, 2), (5, 2)] {
        Explorer::new().budget(1_000).check(move || {
            let (busy, threads) = (Gauge::new(), Notes::new(Vec::<ThreadId>::new()));
            tally_each(&vec![(); days], workers, |()| {
                let _here = busy.enter();
                let me = thread::current().id();
                let mut threads = threads.lock().unwrap_or_else(PoisonError::into_inner);
                if !threads.contains(&me) {
                    threads.push(me);
                }
                Ok(Tally::default())
            });
            let most = busy.most();
            require!(
                most <= workers,
                BoundExceeded,
                "{workers} workers, and {most} days are counted at the same time"
            );
            let threads = threads.into_inner().unwrap_or_else(PoisonError::into_inner).len();
            require!(
                threads <= workers,
                BoundExceeded,
                "{workers} workers, {days} days, and {threads} threads counted"
            );
        });
    }
}

/// One day takes until all the others are counted. Two workers.
fn one_takes_longest(days: usize, long: usize) {
    let (done, one_is_done) = mpsc::channel();
    let one_is_done = Mutex::new(one_is_done);
    let month: Vec<usize> = (0..days).collect();
    tally_each(&month, 2, |&day| {
        if day == long {
            (1..days).for_each(|_| _ = one_is_done.lock().unwrap().recv());
        } else {
            let _ = done.send(());
        }
        Ok(Tally::default())
    });
}

#[test]
fn whoever_is_done_takes_the_next_day() {
    for (days, long) in [(4, 0), (4, 1), (6, 0), (5, 2)] {
        let report = Explorer::new().budget(2_000).explore(move || one_takes_longest(days, long));
        match report.verdict {
            Verdict::Passed => {}
            Verdict::Deadlock | Verdict::NoProgress => report.fail_as(
                Verdict::RanSerially,
                format!(
                    "two workers, {days} days. Day {long} takes until all others are counted, and the other worker, who \
                     is free, does not take them: who decides who does what, and when?"
                ),
            ),
            _ => report.fail(),
        }
    }
}

/// One of two days is never counted. Then all are stuck, and that is as it should be: nobody is busy.
fn one_is_never_counted() {
    let (never, counted) = mpsc::channel::<Tally>();
    let counted = Mutex::new(counted);
    tally_each(&[0, 1], 2, |&day| {
        let wait = || counted.lock().unwrap().recv().map_err(io::Error::other);
        if day == 0 { wait() } else { Ok(Tally::default()) }
    });
    drop(never);
}

#[test]
fn who_waits_for_the_workers_sleeps() {
    let report = Explorer::new().budget(50).explore(one_is_never_counted);
    match report.verdict {
        Verdict::Deadlock => {}
        Verdict::NoProgress => report.fail_as(
            Verdict::NoProgress,
            "one day is never counted, and `tally_each` looks again and again whether it is: what can it wait for \
             instead, asleep?",
        ),
        _ => {
            check(one_is_never_counted);
            require!(false, WrongResult, "one day is never counted, and `tally_each` does not wait for it");
        }
    }
}

#[test]
fn every_thread_has_ended_when_the_month_is_told() {
    check(|| {
        let staff = Staff::new();
        tally_each(&[0, 1], 2, |&day| {
            staff.sign_in();
            if day == 0 { Err(io::Error::other("gone")) } else { Ok(Tally::default()) }
        });
        staff.has_gone_home("`tally_each` returned");
    });
}

#[test]
fn days_may_be_borrowed_and_so_may_what_counts_them() {
    check(|| {
        let (names, visits) = ([String::from("1st"), String::from("22nd")], String::from("visits"));
        let results = tally_each(&names, 2, |name| Ok(of(name.len() + visits.len())));
        require!(
            all_told(&results) == ["9 visits", "10 visits"],
            WrongResult,
            "the results are {:?}",
            all_told(&results)
        );
    });
}

#[test]
fn two_months_at_the_same_time_know_nothing_of_each_other() {
    Explorer::new().budget(1_000).check(|| {
        let other = thread::spawn(|| all_told(&tally_each(&[1, 2], 2, |&visits| Ok(of(visits)))));
        let mine = all_told(&tally_each(&[3, 4, 5], 2, |&visits| Ok(of(visits))));
        let other = other.join().unwrap();
        require!(
            mine == ["3 visits", "4 visits", "5 visits"] && other == ["1 visits", "2 visits"],
            WrongResult,
            "two months at the same time, and the results are {mine:?} and {other:?}: what do the two share?"
        );
    });
}

#[test]
fn real_threads_agree() {
    for (days, workers) in [(0, 3), (31, 4), (365, 2), (7, 8)] {
        let month: Vec<usize> = (0..days).collect();
        let results = unexplored({
            let month = month.clone();
            move || all_told(&tally_each(&month, workers, |&visits| Ok(of(visits))))
        });
        let expected: Vec<String> = month.iter().map(|visits| format!("{visits} visits")).collect();
        require!(
            results == expected,
            WrongResult,
            "{days} days, {workers} workers on real threads: {} results, {results:?}",
            results.len()
        );
    }
}
