//! Wake-ups from other threads, while `block_on` sleeps until a date, or without one.

use coroutines::timers::{Elapsed, Timers};
use interleave::time::{Duration, Instant};
use interleave::{Explorer, Verdict, check, outcomes, require, thread};

use super::SECOND;
use super::letter::letter;
use super::polls::Polls;

#[test]
fn a_wake_up_from_another_thread_is_not_lost() {
    check(|| {
        let timers = Timers::new();
        let (pen, arrives) = letter();
        let polls = Polls::default();
        let sends = thread::spawn(move || pen.send(7));
        let got = timers.block_on(polls.of(arrives));
        require!(got == 7, WrongResult, "a letter says 7, and the future got {got}");
        polls.at_most(2, "a future waits for a letter, and is woken when it comes");
        let _ = sends.join();
    });
}

#[test]
fn a_wake_up_before_the_date_is_not_lost() {
    check(|| {
        let timers = Timers::new();
        let (pen, arrives) = letter();
        let polls = Polls::default();
        let start = Instant::now();
        let sends = thread::spawn(move || pen.send(7));
        let got = timers.block_on(polls.of(timers.timeout(3600 * SECOND, arrives)));
        let took = start.elapsed();
        require!(
            got == Ok(7) && took < SECOND,
            MessageLost,
            "a letter was sent at once, one waits for an hour at most, and got {got:?} after {took:?}: a wake-up was lost"
        );
        polls.at_most(2, "a future waits for a letter, and is woken when it comes");
        let left = timers.waiting();
        require!(left == 0, MemoryLeaked, "the letter came in time, and {left} timers wait");
        let _ = sends.join();
    });
}

#[test]
fn many_wake_ups_are_no_more_polls() {
    Explorer::new().budget(6_000).check(|| {
        let timers = Timers::new();
        let (pen, arrives) = letter();
        let polls = Polls::default();
        let sends = thread::spawn(move || {
            pen.knock();
            pen.send(7);
        });
        let got = timers.block_on(polls.of(timers.timeout(SECOND, arrives)));
        require!(got == Ok(7), MessageLost, "a letter says 7, and the future got {got:?}");
        polls.at_most(3, "a future was woken twice from another thread");
        let _ = sends.join();
    });
}

/// A letter that is sent by a thread, which may be slow.
fn in_time_or_not() -> bool {
    let timers = Timers::new();
    let (pen, arrives) = letter();
    let polls = Polls::default();
    let sends = thread::spawn(move || {
        thread::sleep(SECOND);
        pen.send(7);
    });
    let got = timers.block_on(polls.of(timers.timeout(SECOND, arrives)));
    require!(
        matches!(got, Ok(7) | Err(Elapsed)),
        WrongResult,
        "a letter that says 7 comes at the end of the time, and the future got {got:?}"
    );
    polls.at_most(3, "a future was woken by the timer, by the letter, or by both");
    let left = timers.waiting();
    require!(left == 0, MemoryLeaked, "it is over, and {left} timers wait");
    let _ = sends.join();
    got.is_ok()
}

#[test]
fn what_comes_at_the_last_moment_is_there_or_is_not() {
    let seen = outcomes(in_time_or_not);
    require!(
        seen.len() == 2,
        WrongResult,
        "a letter comes at the end of the time: in time it is in some interleavings, too late in others. Seen was only \
         {:?}",
        seen.results().collect::<Vec<_>>()
    );
}

#[test]
fn who_wakes_for_no_reason_polls_nobody_and_goes_on_sleeping() {
    Explorer::new().spurious_wakeups(2).budget(4_000).check(|| {
        let timers = Timers::new();
        let polls = Polls::default();
        let start = Instant::now();
        timers.block_on(polls.of(timers.sleep(SECOND)));
        let slept = start.elapsed();
        require!(
            slept == SECOND,
            WrongResult,
            "a sleep of 1 s took {slept:?}; its thread may wake up for no reason"
        );
        polls.at_most(2, "a future sleeps once; its thread may wake up for no reason");
    });
}

#[test]
fn nothing_is_lost_if_the_time_is_over_early() {
    Explorer::new().early_timeouts(1).budget(6_000).check(|| {
        let timers = Timers::new();
        let (pen, arrives) = letter();
        let polls = Polls::default();
        let sends = thread::spawn(move || pen.send(7));
        let got = timers.block_on(polls.of(timers.timeout(SECOND, arrives)));
        require!(
            matches!(got, Ok(7) | Err(Elapsed)),
            WrongResult,
            "a letter says 7, and the future got {got:?}"
        );
        polls.at_most(3, "a future was woken by the timer, by the letter, or by both");
        let left = timers.waiting();
        require!(left == 0, MemoryLeaked, "it is over, and {left} timers wait");
        let _ = sends.join();
    });
}

/// Then all are stuck for ever, and that is as it should be.
fn no_such_date() {
    let timers = Timers::new();
    let _ = timers.block_on(timers.timeout(Duration::MAX, timers.sleep(Duration::MAX)));
}

#[test]
fn what_has_no_date_is_not_over_in_a_thousand_years() {
    let report = Explorer::new().budget(50).explore(no_such_date);
    match report.verdict {
        Verdict::Deadlock => {}
        Verdict::NoProgress => report.fail_as(
            Verdict::NoProgress,
            "a time for which there is no date is never over, and `block_on` looks at the clock all the same: what does \
             it wait for?",
        ),
        _ => {
            check(no_such_date);
            require!(false, WrongResult, "a time for which there is no date was over: is there another date instead?");
        }
    }
}

/// Nobody sends the letter, and there is no timer. Then all are stuck, and that is as it should be: nobody is busy.
fn nobody_writes() {
    let timers = Timers::new();
    let (pen, arrives) = letter::<()>();
    timers.block_on(arrives);
    drop(pen);
}

#[test]
fn who_waits_without_a_timer_sleeps() {
    let report = Explorer::new().budget(50).explore(nobody_writes);
    match report.verdict {
        Verdict::Deadlock => {}
        Verdict::NoProgress => report.fail_as(
            Verdict::NoProgress,
            "there is no timer, nobody wakes the future, and `block_on` does not sleep: what can it wait for?",
        ),
        _ => {
            check(nobody_writes);
            require!(false, WrongResult, "the future is never ready, and `block_on` returned");
        }
    }
}
