//! Going without a permit when the time is over.

use interleave::time::{Duration, Instant};
use interleave::{Explorer, Verdict, check, require, thread, unexplored};
use semaphores::semaphore::Semaphore;

use super::quiet::until_all_wait;
use super::{AN_HOUR, SOME_TIME, require_left};

#[test]
fn who_waits_for_a_while_sleeps_and_is_woken() {
    check(|| {
        let semaphore = Semaphore::new(0);
        thread::scope(|s| {
            let anna = s.spawn(|| {
                let start = Instant::now();
                (semaphore.acquire_timeout(SOME_TIME), start.elapsed())
            });
            thread::park_timeout(SOME_TIME / 2);
            semaphore.release(1);
            let (got, waited) = anna.join().unwrap();
            require!(
                got && waited < SOME_TIME,
                WrongResult,
                "a permit was released when half of the {SOME_TIME:?} were over, and `acquire_timeout` said {got} after \
                 {waited:?}"
            );
        });
    });
    let thirty_years = || Semaphore::new(0).acquire_timeout(Duration::from_secs(1_000_000_000));
    let report = Explorer::new().explore(thirty_years);
    if report.verdict == Verdict::NoProgress {
        report.fail_as(
            Verdict::NoProgress,
            "`acquire_timeout` looks again and again whether there is a permit: it should sleep until somebody wakes it, \
             or the time is over",
        );
    }
    check(thirty_years);
}

#[test]
fn no_permit_is_missed_on_the_way_to_sleep() {
    check(|| {
        let semaphore = Semaphore::new(0);
        thread::scope(|s| {
            let anna = s.spawn(|| {
                let start = Instant::now();
                (semaphore.acquire_timeout(AN_HOUR), start.elapsed())
            });
            semaphore.release(1);
            let (got, waited) = anna.join().unwrap();
            require!(
                got && waited.is_zero(),
                WrongResult,
                "a permit was released, nobody else wants it, and `acquire_timeout` said {got} after {waited:?}: can a \
                 `release` come between its look and its sleep?"
            );
        });
    });
}

#[test]
fn time_is_up_when_it_is_up() {
    check(|| {
        let semaphore = Semaphore::new(0);
        let start = Instant::now();
        let got = semaphore.acquire_timeout(SOME_TIME);
        let waited = start.elapsed();
        require!(
            !got,
            BoundExceeded,
            "there was no permit, and `acquire_timeout` says that it took one"
        );
        require!(
            waited >= SOME_TIME,
            WrongResult,
            "`acquire_timeout` was to wait {SOME_TIME:?}, and came back without a permit after {waited:?}"
        );
    });
    // A permit comes, somebody else takes it, and nine tenths of the time are over.
    check(|| {
        let semaphore = Semaphore::new(0);
        thread::scope(|s| {
            let anna = s.spawn(|| {
                let start = Instant::now();
                (semaphore.acquire_timeout(SOME_TIME), start.elapsed())
            });
            thread::park_timeout(SOME_TIME * 9 / 10);
            semaphore.release(1);
            let stolen = semaphore.try_acquire();
            let (got, waited) = anna.join().unwrap();
            require!(
                got != stolen,
                BoundExceeded,
                "one permit was released; `try_acquire` by somebody else took it: {stolen}, `acquire_timeout` took \
                 it: {got}"
            );
            require!(
                got || waited >= SOME_TIME,
                WrongResult,
                "`acquire_timeout` was to wait {SOME_TIME:?}. It was woken for a permit that somebody else took, and came \
                 back without one after {waited:?}"
            );
            require!(
                waited <= SOME_TIME * 3 / 2,
                WrongResult,
                "`acquire_timeout` was to wait {SOME_TIME:?}. It was woken once, for a permit that somebody else \
                 took, and came back after {waited:?}: does the time begin anew with each wake-up?"
            );
        });
    });
}

#[test]
fn who_goes_without_takes_no_permit_along() {
    // The time may be over at any moment, also while a permit is on its way.
    Explorer::new().early_timeouts(1).check(|| {
        let semaphore = Semaphore::new(0);
        let got = thread::scope(|s| {
            let anna = s.spawn(|| semaphore.acquire_timeout(SOME_TIME));
            semaphore.release(1);
            anna.join().unwrap()
        });
        let after = format!("1 permit was released, and `acquire_timeout` said {got}");
        require_left(&semaphore, usize::from(!got), &after);
    });
}

#[test]
fn who_goes_without_takes_no_wake_up_along() {
    check(|| {
        let semaphore = Semaphore::new(0);
        thread::scope(|s| {
            let in_a_hurry = || {
                if semaphore.acquire_timeout(SOME_TIME) {
                    semaphore.release(1);
                }
            };
            let anna = s.spawn(in_a_hurry);
            until_all_wait();
            let ben = s.spawn(|| {
                semaphore.acquire();
                semaphore.release(1);
            });
            until_all_wait();
            semaphore.release(1);
            // Whoever was woken may be so slow that the time is over before it looks.
            thread::sleep(SOME_TIME * 2);
            anna.join().unwrap();
            ben.join().unwrap();
        });
        require_left(
            &semaphore,
            1,
            "1 permit was released, and all who took it have given it back",
        );
    });
}

#[test]
fn who_was_woken_for_nothing_is_woken_again() {
    check(|| {
        let semaphore = Semaphore::new(0);
        thread::scope(|s| {
            let anna = s.spawn(|| {
                let start = Instant::now();
                (semaphore.acquire_timeout(AN_HOUR), start.elapsed())
            });
            until_all_wait();
            semaphore.release(1);
            let stolen = semaphore.try_acquire();
            until_all_wait();
            semaphore.release(1);
            let (got, waited) = anna.join().unwrap();
            require!(
                got && waited < AN_HOUR,
                WrongResult,
                "two permits were released, somebody else took one of them: {stolen}, and `acquire_timeout` said {got} \
                 after {waited:?}"
            );
        });
    });
}

#[test]
fn who_was_woken_and_left_is_forgotten() {
    check(|| {
        let semaphore = Semaphore::new(0);
        let (stolen, got) = thread::scope(|s| {
            let anna = s.spawn(|| semaphore.acquire_timeout(SOME_TIME));
            until_all_wait();
            let ben = s.spawn(|| semaphore.acquire());
            until_all_wait();
            semaphore.release(1);
            let stolen = semaphore.try_acquire();
            thread::sleep(SOME_TIME * 2);
            let got = anna.join().unwrap();
            semaphore.release(1);
            ben.join().unwrap();
            (stolen, got)
        });
        let after = format!(
            "2 permits were released; taken by ben: true, by anna: {got}, by somebody else: {stolen}"
        );
        require_left(&semaphore, 1 - usize::from(got || stolen), &after);
    });
}

/// First on a real thread, with the clock of this machine.
#[test]
fn a_time_without_end_is_no_mistake() {
    let got = unexplored(|| Semaphore::new(1).acquire_timeout(Duration::MAX));
    require!(
        got,
        WrongResult,
        "there was a permit, and `acquire_timeout(Duration::MAX)` said {got}"
    );
    check(|| {
        let semaphore = Semaphore::new(0);
        // The clock does not say 0 any more.
        thread::sleep(SOME_TIME);
        thread::scope(|s| {
            let anna = s.spawn(|| semaphore.acquire_timeout(Duration::MAX));
            semaphore.release(1);
            let got = anna.join().unwrap();
            require!(
                got,
                WrongResult,
                "a permit was released, and `acquire_timeout(Duration::MAX)` said {got}"
            );
        });
    });
}
