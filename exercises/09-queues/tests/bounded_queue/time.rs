//! Waiting for a limited time. Time is that of the exploration: it passes by waiting for it, and not otherwise.

use interleave::time::{Duration, Instant};
use interleave::{Verdict, reachable, require, thread};
use queues::bounded_queue::{BoundedQueue, GetError, PutError};

use super::{check, explorer};

const fn seconds(number: u64) -> Duration {
    Duration::from_secs(number)
}

#[test]
fn a_time_out_is_as_long_as_was_said() {
    check(|| {
        let queue = BoundedQueue::new(1);
        // 3 s and a bit: a time need not be a whole number of anything.
        let limit = Duration::new(3, 500_700);
        let start = Instant::now();
        let got = queue.get_timeout(limit);
        let took = start.elapsed();
        require!(
            got == Err(GetError::Empty),
            WrongResult,
            "{limit:?} in front of an empty queue: {got:?}"
        );
        require!(took == limit, WrongResult, "`get_timeout` of {limit:?} came back after {took:?}");
        let _ = queue.put(1);
        let put = queue.put_timeout(2, limit);
        let took = start.elapsed();
        require!(
            put == Err(PutError::Full(2)),
            WrongResult,
            "{limit:?} in front of a full queue: {put:?}"
        );
        require!(
            took == 2 * limit,
            WrongResult,
            "`get_timeout` and then `put_timeout` of {limit:?} took {took:?}"
        );
    });
}

#[test]
fn every_time_is_allowed() {
    check(|| {
        let queue = BoundedQueue::new(1);
        let start = Instant::now();
        let got = queue.get_timeout(Duration::ZERO);
        require!(got == Err(GetError::Empty), WrongResult, "no time, an empty queue: {got:?}");
        let put = queue.put_timeout(1, Duration::ZERO);
        require!(put.is_ok(), WrongResult, "no time, and there is room: {put:?}");
        let put = queue.put_timeout(2, Duration::ZERO);
        require!(put == Err(PutError::Full(2)), WrongResult, "no time, a full queue: {put:?}");
        let got = queue.get_timeout(Duration::ZERO);
        require!(got == Ok(1), WrongResult, "no time, and 1 is in the queue: {got:?}");
        let took = start.elapsed();
        require!(took.is_zero(), WrongResult, "four times no time at all took {took:?}");
        thread::scope(|s| {
            let anna = s.spawn(|| queue.get_timeout(Duration::MAX));
            let ben = s.spawn(|| queue.put_timeout(3, Duration::MAX));
            let (anna, ben) = (anna.join().unwrap(), ben.join().unwrap());
            require!(
                anna == Ok(3) && ben == Ok(()),
                WrongResult,
                "anna and ben have all the time there is: {anna:?}, {ben:?}"
            );
        });
    });
}

#[test]
fn who_comes_in_time_is_served() {
    check(|| {
        let queue = BoundedQueue::new(1);
        let (anna, ben) = thread::scope(|s| {
            let anna = s.spawn(|| queue.get_timeout(seconds(5)));
            thread::sleep(seconds(2));
            let _ = queue.put(1);
            let anna = anna.join().unwrap();
            let _ = queue.put(2);
            let ben = s.spawn(|| queue.put_timeout(3, seconds(5)));
            thread::sleep(seconds(2));
            let _ = queue.get();
            (anna, ben.join().unwrap())
        });
        require!(anna == Ok(1), WrongResult, "1 was put after 2 of 5 s, and anna got {anna:?}");
        require!(ben == Ok(()), WrongResult, "there was room after 2 of 5 s, and ben: {ben:?}");
    });
}

#[test]
fn who_waits_for_a_year_sleeps() {
    // Who looks from time to time, if only every hour, takes too many steps.
    explorer().check(|| {
        let (queue, year) = (BoundedQueue::new(1), seconds(365 * 24 * 3600));
        let start = Instant::now();
        let _ = (queue.get_timeout(year), queue.put(1), queue.put_timeout(2, year));
        let took = start.elapsed();
        require!(took == 2 * year, WrongResult, "two time-outs of a year took {took:?}");
    });
}

#[test]
fn what_was_taken_back_is_nobodys() {
    check(|| {
        let queue = BoundedQueue::new(1);
        thread::scope(|s| {
            let anna = s.spawn(|| queue.get_timeout(seconds(5)));
            let _ = queue.put(1);
            let taken_back = queue.try_get().is_ok();
            let got = anna.join().unwrap();
            let expected = if taken_back { Err(GetError::Empty) } else { Ok(1) };
            require!(
                got == expected,
                MessageLost,
                "1 was put, and taken back: {taken_back}; anna in `get_timeout` was told {got:?}"
            );
        });
        let _ = queue.put(0);
        thread::scope(|s| {
            let ben = s.spawn(|| queue.put_timeout(1, seconds(5)));
            let _ = queue.get();
            let filled_again = queue.try_put(2).is_ok();
            let put = ben.join().unwrap();
            let expected = if filled_again { Err(PutError::Full(1)) } else { Ok(()) };
            require!(
                put == expected,
                BoundExceeded,
                "the one place was free for a moment, and taken again: {filled_again}; ben in `put_timeout` was told \
                 {put:?}"
            );
        });
    });
}

#[test]
fn nobody_gives_up_before_the_time_is_over() {
    explorer().spurious_wakeups(1).check(|| {
        let queue = BoundedQueue::new(1);
        thread::scope(|s| {
            let anna = s.spawn(|| {
                let start = Instant::now();
                (queue.get_timeout(seconds(5)), start.elapsed())
            });
            let _ = (queue.put(1), queue.try_get());
            let (got, took) = anna.join().unwrap();
            require!(
                got.is_ok() || took >= seconds(5),
                WrongResult,
                "`get_timeout` of 5 s said {got:?} after {took:?}: somebody woke it, and what was there was gone again"
            );
        });
        let _ = queue.try_put(0);
        thread::scope(|s| {
            let ben = s.spawn(|| {
                let start = Instant::now();
                (queue.put_timeout(1, seconds(5)), start.elapsed())
            });
            let _ = (queue.get(), queue.try_put(2));
            let (put, took) = ben.join().unwrap();
            require!(
                put.is_ok() || took >= seconds(5),
                WrongResult,
                "`put_timeout` of 5 s said {put:?} after {took:?}: somebody woke it, and the room was taken again"
            );
        });
    });
}

#[test]
fn being_woken_in_vain_does_not_make_the_time_longer() {
    // Every thread may be slow. But in some interleaving nobody is.
    reachable(
        Verdict::WrongResult,
        "did `get_timeout` of 5 s end after 5 s, when something came after 3 s and was taken away again: how long \
         does somebody wait who was woken in vain?",
        || {
            let (queue, start) = (BoundedQueue::new(1), Instant::now());
            thread::scope(|s| {
                let anna = s.spawn(|| (queue.get_timeout(seconds(5)), start.elapsed()));
                thread::sleep(seconds(3));
                let taken_back = queue.put(1).is_ok() && queue.try_get().is_ok();
                let at = start.elapsed();
                let told = anna.join().unwrap();
                taken_back && at == seconds(3) && told == (Err(GetError::Empty), seconds(5))
            })
        },
    );
    reachable(
        Verdict::WrongResult,
        "did `put_timeout` of 5 s end after 5 s, when there was room after 3 s and it was taken again: how long does \
         somebody wait who was woken in vain?",
        || {
            let (queue, start) = (BoundedQueue::new(1), Instant::now());
            let _ = queue.put(0);
            thread::scope(|s| {
                let ben = s.spawn(|| (queue.put_timeout(1, seconds(5)), start.elapsed()));
                thread::sleep(seconds(3));
                let filled_again = queue.get().is_ok() && queue.try_put(2).is_ok();
                let at = start.elapsed();
                let told = ben.join().unwrap();
                filled_again && at == seconds(3) && told == (Err(PutError::Full(1)), seconds(5))
            })
        },
    );
}

#[test]
fn who_gives_up_takes_no_wake_up_along() {
    let report = explorer().early_timeouts(1).explore(|| {
        let queue = BoundedQueue::new(1);
        thread::scope(|s| {
            let anna = s.spawn(|| queue.get_timeout(seconds(5)));
            let ben = s.spawn(|| queue.get());
            let _ = queue.put(1);
            let anna = anna.join().unwrap();
            if anna == Ok(1) {
                let _ = queue.put(2);
            } else {
                require!(anna == Err(GetError::Empty), WrongResult, "the queue is open: {anna:?}");
            }
            let ben = ben.join().unwrap();
            let expected = if anna == Ok(1) { Ok(2) } else { Ok(1) };
            require!(
                ben == expected,
                MessageLost,
                "anna waited for a limited time and was told {anna:?}, ben without limit and was told {ben:?}"
            );
        });
    });
    refuse_those_left_waiting(report);
    let report = explorer().early_timeouts(1).explore(|| {
        let queue = BoundedQueue::new(1);
        let _ = queue.put(0);
        thread::scope(|s| {
            let anna = s.spawn(|| queue.put_timeout(1, seconds(5)));
            let ben = s.spawn(|| queue.put(2));
            let mut got = vec![queue.get()];
            let anna = anna.join().unwrap();
            if anna.is_ok() {
                got.push(queue.get());
            }
            let _ = ben.join().unwrap();
            got.push(queue.get());
            got.sort_by_key(|item| item.unwrap_or(9));
            let expected: &[_] =
                if anna.is_ok() { &[Ok(0), Ok(1), Ok(2)] } else { &[Ok(0), Ok(2)] };
            require!(
                got == expected,
                MessageLost,
                "anna brought 1 for a limited time ({anna:?}), ben 2 without limit, and this came out: {got:?}"
            );
        });
    });
    refuse_those_left_waiting(report);
}

#[track_caller]
fn refuse_those_left_waiting(report: interleave::Report) {
    if report.verdict == Verdict::Deadlock {
        report.fail_as(
            Verdict::Deadlock,
            "there is something to do, and the one who waits without limit sleeps: was it the one whose time was over \
             who was woken?",
        );
    }
    if !report.passed() {
        report.fail();
    }
}
