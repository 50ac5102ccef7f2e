//! What happens to those who wait, and to what is in the queue, when it is closed.

use interleave::time::Duration;
use interleave::{Verdict, require, thread};
use queues::bounded_queue::{BoundedQueue, GetError, PutError};

use super::{check, explorer};

const LONG: Duration = Duration::from_secs(3600);

#[test]
fn what_is_inside_still_comes_out_of_a_closed_queue() {
    check(|| {
        let queue = BoundedQueue::new(3);
        let _ = (queue.put(1), queue.put(2), queue.put(3));
        queue.close();
        queue.close();
        let length = queue.len();
        require!(length == 3, MessageLost, "3 items, then `close`, and `len` says {length}");
        let got = [queue.get(), queue.try_get(), queue.get_timeout(LONG)];
        require!(
            got == [Ok(1), Ok(2), Ok(3)],
            MessageLost,
            "1, 2 and 3 were put before the queue was closed, and this comes out: {got:?}"
        );
        let got = [queue.get(), queue.try_get(), queue.get_timeout(LONG), queue.get()];
        require!(
            got == [Err(GetError::Closed); 4],
            WrongResult,
            "the queue is closed and empty, and `get`, `try_get`, `get_timeout` and `get` say {got:?}"
        );
    });
}

#[test]
fn nothing_goes_into_a_closed_queue() {
    check(|| {
        for inside in [0, 1] {
            let queue = BoundedQueue::new(1);
            for item in 0..inside {
                let _ = queue.put(item);
            }
            queue.close();
            let put = [queue.put(7), queue.try_put(8), queue.put_timeout(9, LONG)];
            require!(
                put == [7, 8, 9].map(|item| Err(PutError::Closed(item))),
                WrongResult,
                "the queue is closed, {inside} of 1 places are taken, and `put`, `try_put` and `put_timeout` say \
                 {put:?}"
            );
            let length = queue.len();
            require!(
                length == inside as usize,
                WrongResult,
                "3 items were put into a closed queue that had {inside}, and now it has {length}"
            );
        }
    });
}

/// `check`; somebody who still waits is somebody whom `close` has not woken.
#[track_caller]
fn check_woken(who: &str, scene: impl Fn() + Send + Sync + Copy + 'static) {
    let report = explorer().explore(scene);
    if report.verdict == Verdict::Deadlock {
        report.fail_as(
            Verdict::Deadlock,
            format!("{who} still wait when the queue is closed: does `close` wake all of them?"),
        );
    }
    if !report.passed() {
        report.fail();
    }
}

#[test]
fn closing_wakes_everyone_who_wants_something() {
    check_woken("those in `get`", || {
        let queue = BoundedQueue::<u32>::new(1);
        let told = thread::scope(|s| {
            let getters = [
                s.spawn(|| queue.get()),
                s.spawn(|| queue.get()),
                s.spawn(|| queue.get_timeout(Duration::MAX)),
            ];
            queue.close();
            getters.map(|getter| getter.join().unwrap())
        });
        require!(
            told == [Err(GetError::Closed); 3],
            WrongResult,
            "three wanted something from an empty queue that was closed, and were told {told:?}"
        );
    });
}

#[test]
fn closing_wakes_everyone_who_brings_something() {
    check_woken("those in `put`", || {
        let queue = BoundedQueue::new(1);
        let _ = queue.put(0);
        let told = thread::scope(|s| {
            let putters = [
                s.spawn(|| queue.put(1)),
                s.spawn(|| queue.put(2)),
                s.spawn(|| queue.put_timeout(3, Duration::MAX)),
            ];
            queue.close();
            putters.map(|putter| putter.join().unwrap())
        });
        require!(
            told == [1, 2, 3].map(|item| Err(PutError::Closed(item))),
            WrongResult,
            "three wanted to put 1, 2 and 3 into a full queue that was closed, and were told {told:?}"
        );
        let got = (queue.get(), queue.get());
        require!(
            got == (Ok(0), Err(GetError::Closed)),
            MessageLost,
            "0 was in the queue when it was closed, and this comes out: {got:?}"
        );
    });
}

#[test]
fn who_waits_for_a_while_is_told_that_it_was_closed() {
    check(|| {
        let (empty, full) = (BoundedQueue::<u32>::new(1), BoundedQueue::new(1));
        let _ = full.put(0);
        let told = thread::scope(|s| {
            let anna = s.spawn(|| empty.get_timeout(LONG));
            let ben = s.spawn(|| full.put_timeout(1, LONG));
            empty.close();
            full.close();
            (anna.join().unwrap(), ben.join().unwrap())
        });
        require!(
            told == (Err(GetError::Closed), Err(PutError::Closed(1))),
            WrongResult,
            "anna in `get_timeout` and ben in `put_timeout` have an hour, both queues are closed before it is over, \
             and they are told {told:?}"
        );
    });
}

#[test]
fn what_was_put_before_closing_reaches_somebody_who_waits() {
    check_woken("those in `get`", || {
        let queue = BoundedQueue::new(1);
        let mut told = thread::scope(|s| {
            let getters = [s.spawn(|| queue.get()), s.spawn(|| queue.get())];
            let put = queue.put(1);
            require!(put.is_ok(), WrongResult, "`put` on an open queue: {put:?}");
            queue.close();
            getters.map(|getter| getter.join().unwrap())
        });
        told.sort_by_key(Result::is_err);
        require!(
            told == [Ok(1), Err(GetError::Closed)],
            MessageLost,
            "1 was put, then the queue was closed, and two who wanted something were told {told:?}"
        );
    });
}

#[test]
fn what_was_accepted_comes_out_whenever_it_is_closed() {
    check_woken("those in `put` or `get`", || {
        let queue = BoundedQueue::new(1);
        let (accepted, got) = thread::scope(|s| {
            let anna = s.spawn(|| [1, 2].map(|item| queue.put(item).is_ok()));
            let ben = s.spawn(|| {
                let got: Vec<u32> = std::iter::from_fn(|| queue.get().ok()).collect();
                got
            });
            queue.close();
            (anna.join().unwrap(), ben.join().unwrap())
        });
        let expected: &[u32] = match accepted {
            [true, true] => &[1, 2],
            [true, false] => &[1],
            [false, true] => &[2],
            [false, false] => &[],
        };
        require!(
            got == expected,
            MessageLost,
            "`put` said ok to {expected:?}, and who took until `Closed` has got {got:?}"
        );
        require!(
            accepted != [false, true],
            WrongResult,
            "the first `put` was told `Closed`, and the second one was let in"
        );
    });
}

#[test]
fn closing_keeps_the_bound() {
    check(|| {
        let queue = BoundedQueue::new(1);
        let _ = queue.put(0);
        thread::scope(|s| {
            let anna = s.spawn(|| queue.put(1));
            queue.close();
            let length = queue.len();
            require!(
                length <= 1,
                BoundExceeded,
                "the queue holds 1 item, it was closed while somebody waited to put another, and `len` says {length}"
            );
            let told = anna.join().unwrap();
            require!(
                told == Err(PutError::Closed(1)),
                WrongResult,
                "anna waited with 1 in front of a full queue, which was closed, and was told {told:?}"
            );
        });
    });
}
