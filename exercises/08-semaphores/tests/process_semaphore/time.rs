//! Going without a permit when the time is over, in every interleaving of threads.

use interleave::time::{Duration, Instant};
use interleave::{Explorer, check, require, thread};
use semaphores::process_semaphore::SharedSemaphore;

use super::quiet::until_all_wait;
use super::{AN_HOUR, SOME_TIME, harsh, require_left};

/// A permit comes, somebody else may take it, and nine tenths of the time are over.
pub(super) fn is_up_when_it_is_up() {
    check(|| {
        let semaphore = SharedSemaphore::new(0);
        thread::scope(|s| {
            let anna = s.spawn(|| {
                let start = Instant::now();
                (semaphore.acquire_timeout(SOME_TIME), start.elapsed())
            });
            thread::park_timeout(SOME_TIME * 9 / 10);
            semaphore.release();
            let stolen = semaphore.try_acquire();
            let (got, waited) = anna.join().unwrap();
            require!(
                got != stolen,
                BoundExceeded,
                "one permit was released; somebody else took it: {stolen}, `acquire_timeout` took it: {got}"
            );
            require!(
                if got { waited < SOME_TIME } else { waited >= SOME_TIME },
                WrongResult,
                "`acquire_timeout` was to wait {SOME_TIME:?}. A permit came when nine tenths of it were over. It \
                 took it: {got}, and came back after {waited:?}"
            );
            require!(
                waited <= SOME_TIME * 3 / 2,
                WrongResult,
                "`acquire_timeout` was to wait {SOME_TIME:?}, was woken once in between, and came back after \
                 {waited:?}: does the time begin anew with each wake-up?"
            );
        });
    });
}

/// A limit that no clock reaches.
pub(super) fn without_end_is_no_mistake() {
    let got = SharedSemaphore::new(1).acquire_timeout(Duration::MAX);
    require!(
        got,
        WrongResult,
        "there was a permit, and `acquire_timeout(Duration::MAX)` said {got}"
    );
    check(|| {
        let semaphore = SharedSemaphore::new(0);
        thread::scope(|s| {
            // The clock does not say 0 any more.
            thread::sleep(SOME_TIME);
            let anna = s.spawn(|| semaphore.acquire_timeout(Duration::MAX));
            semaphore.release();
            let got = anna.join().unwrap();
            require!(
                got,
                WrongResult,
                "a permit was released, and `acquire_timeout(Duration::MAX)` said {got}"
            );
        });
    });
}

/// The time is over while a permit is on its way, or before who was woken has looked.
pub(super) fn over_takes_nothing_along() {
    // The time may be over at any moment, also while a permit is on its way.
    Explorer::new().early_timeouts(1).check(|| {
        let semaphore = SharedSemaphore::new(0);
        let got = thread::scope(|s| {
            let anna = s.spawn(|| semaphore.acquire_timeout(SOME_TIME));
            semaphore.release();
            anna.join().unwrap()
        });
        let after = format!("1 permit was released, and `acquire_timeout` said {got}");
        require_left(&semaphore, usize::from(!got), &after);
    });
    // Whoever was woken may be so slow that the time is over before it looks.
    check(|| {
        let semaphore = SharedSemaphore::new(0);
        thread::scope(|s| {
            let anna = s.spawn(|| {
                if semaphore.acquire_timeout(SOME_TIME) {
                    semaphore.release();
                }
            });
            until_all_wait();
            let ben = s.spawn(|| {
                semaphore.acquire();
                semaphore.release();
            });
            until_all_wait();
            semaphore.release();
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

/// One is woken, finds the permit taken, and leaves when the time is over.
pub(super) fn over_is_forgotten() {
    check(|| {
        let semaphore = SharedSemaphore::new(0);
        thread::scope(|s| {
            let anna = s.spawn(|| semaphore.acquire_timeout(SOME_TIME));
            until_all_wait();
            let ben = s.spawn(|| semaphore.acquire());
            until_all_wait();
            semaphore.release();
            let _stolen = semaphore.try_acquire();
            thread::sleep(SOME_TIME * 2);
            anna.join().unwrap();
            semaphore.release();
            ben.join().unwrap();
        });
    });
}

/// A permit comes between the look and the sleep.
pub(super) fn begins_with_a_look() {
    harsh().check(|| {
        let semaphore = SharedSemaphore::new(0);
        thread::scope(|s| {
            let anna = s.spawn(|| {
                let start = Instant::now();
                (semaphore.acquire_timeout(AN_HOUR), start.elapsed())
            });
            semaphore.release();
            let (got, waited) = anna.join().unwrap();
            require!(
                got && waited.is_zero(),
                WrongResult,
                "a permit was released, nobody else wants it, and `acquire_timeout` said {got} after {waited:?}: \
                 can a `release` come between its look and its sleep?"
            );
        });
    });
}
