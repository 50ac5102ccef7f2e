//! What `src/semaphore.rs` promises, in every interleaving.

use interleave::time::{Duration, Instant};
use interleave::{Explorer, Verdict, check, reachable, require, thread};
use semaphores::semaphore::{Permit, Semaphore};

#[path = "support/asleep.rs"]
#[allow(clippy::duplicate_mod, reason = "each exercise is also a test program of its own")]
mod asleep;
#[path = "support/quiet.rs"]
#[allow(clippy::duplicate_mod, reason = "each exercise is also a test program of its own")]
mod quiet;
#[path = "semaphore/taken.rs"]
mod taken;

use asleep::check_asleep;
use quiet::until_all_wait;
use taken::Taken;

// The functions as the exercise gives them. If a line here does not compile, one of them has lost its signature.
const _: fn(usize) -> Semaphore = Semaphore::new;
const _: fn(&Semaphore) = Semaphore::acquire;
const _: fn(&Semaphore, usize) = Semaphore::acquire_many;
const _: fn(&Semaphore) -> bool = Semaphore::try_acquire;
const _: fn(&Semaphore, Duration) -> bool = Semaphore::acquire_timeout;
const _: fn(&Semaphore, usize) = Semaphore::release;
const _: for<'a> fn(&'a Semaphore) -> Permit<'a> = Semaphore::permit;

const SOME_TIME: Duration = Duration::from_millis(10);

/// How many permits there are, found out by taking them all.
fn left(semaphore: &Semaphore) -> usize {
    (0..10).take_while(|_| semaphore.try_acquire()).count()
}

/// Fails unless there are `expected` permits.
fn require_left(semaphore: &Semaphore, expected: usize, after: &str) {
    let left = left(semaphore);
    require!(
        left <= expected,
        BoundExceeded,
        "{after}, so there should be {expected} permits, and {left} could be taken"
    );
    require!(
        left == expected,
        LockLeftLocked,
        "{after}, so there should be {expected} permits, and only {left} could be taken: who has the others?"
    );
}

#[test]
fn one_thread_takes_what_is_there() {
    check(|| {
        require_left(&Semaphore::new(0), 0, "a new semaphore was asked for 0 permits");
        require_left(&Semaphore::new(2), 2, "a new semaphore was asked for 2 permits");
        let (semaphore, other) = (Semaphore::new(3), Semaphore::new(1));
        semaphore.acquire();
        require_left(&semaphore, 2, "1 of 3 permits was acquired");
        semaphore.release(2);
        require_left(&semaphore, 2, "there were none, and 2 were released");
        semaphore.release(5);
        semaphore.acquire_many(3);
        semaphore.acquire_many(0);
        semaphore.release(0);
        require_left(
            &semaphore,
            2,
            "5 were released, 3 acquired at once, and 0 acquired and released",
        );
        semaphore.acquire_many(0);
        require_left(&other, 1, "another semaphore of 1 permit was not touched");
    });
}

#[test]
fn who_may_not_wait_does_not_wait() {
    check(|| {
        let semaphore = Semaphore::new(1);
        let start = Instant::now();
        let got = semaphore.acquire_timeout(Duration::ZERO);
        require!(
            got,
            WrongResult,
            "there was a permit, and `acquire_timeout` with no time said {got}"
        );
        let got = semaphore.try_acquire();
        require!(
            !got,
            BoundExceeded,
            "there was no permit, and `try_acquire` says that it took one"
        );
        let got = semaphore.acquire_timeout(Duration::ZERO);
        require!(
            !got,
            BoundExceeded,
            "there was no permit, and `acquire_timeout` says that it took one"
        );
        semaphore.release(1);
        let got = semaphore.acquire_timeout(SOME_TIME);
        require!(
            got,
            LockLeftLocked,
            "two calls came back without a permit, then one was released, and `acquire_timeout` does not find it: what \
             did the others leave behind?"
        );
        let waited = start.elapsed();
        require!(
            waited.is_zero(),
            WrongResult,
            "`try_acquire`, `acquire_timeout` with no time, and one that found a permit: together they let {waited:?} pass"
        );
    });
}

#[test]
fn two_who_try_for_two_permits_both_get_one() {
    check(|| {
        let semaphore = Semaphore::new(2);
        let (anna, ben) = thread::scope(|s| {
            let anna = s.spawn(|| semaphore.try_acquire());
            let ben = s.spawn(|| semaphore.try_acquire());
            (anna.join().unwrap(), ben.join().unwrap())
        });
        require!(
            anna && ben,
            WrongResult,
            "there were 2 permits, anna and ben called `try_acquire`, and got one: {anna}, {ben}: is a permit only to be \
             had while nobody else is looking?"
        );
    });
}

#[test]
fn no_more_are_inside_than_there_are_permits() {
    check(|| {
        let (semaphore, taken) = (Semaphore::new(1), Taken::none_of(1));
        let enter = || {
            semaphore.acquire();
            taken.hold(1);
            semaphore.release(1);
        };
        thread::scope(|s| {
            let anna = s.spawn(enter);
            let ben = s.spawn(enter);
            let cleo = s.spawn(enter);
            anna.join().unwrap();
            ben.join().unwrap();
            cleo.join().unwrap();
        });
        require_left(&semaphore, 1, "three took the only permit in turn, and gave it back");
    });
}

#[test]
fn each_way_in_keeps_the_bound() {
    check(|| {
        let (semaphore, taken) = (Semaphore::new(2), Taken::none_of(2));
        thread::scope(|s| {
            let anna = s.spawn(|| {
                semaphore.acquire_many(2);
                taken.hold(2);
                semaphore.release(2);
            });
            let ben = s.spawn(|| {
                let permit = semaphore.permit();
                taken.hold(1);
                drop(permit);
            });
            let cleo = s.spawn(|| {
                if semaphore.try_acquire() {
                    taken.hold(1);
                    semaphore.release(1);
                }
                if semaphore.acquire_timeout(SOME_TIME) {
                    taken.hold(1);
                    semaphore.release(1);
                }
            });
            anna.join().unwrap();
            ben.join().unwrap();
            cleo.join().unwrap();
        });
        require_left(&semaphore, 2, "all have given back what they took");
    });
}

#[test]
fn all_permits_can_be_out_at_once() {
    reachable(
        Verdict::RanSerially,
        "were two threads inside, with two permits: is something locked while a permit is out?",
        || {
            let (semaphore, taken) = (Semaphore::new(2), Taken::none_of(2));
            thread::scope(|s| {
                let enter = || {
                    let _permit = semaphore.permit();
                    taken.hold(1);
                };
                s.spawn(enter);
                s.spawn(enter);
            });
            taken.most() == 2
        },
    );
}

#[test]
fn a_wake_up_for_no_reason_lets_nobody_in() {
    Explorer::new().spurious_wakeups(2).check(|| {
        let (semaphore, taken) = (Semaphore::new(1), Taken::none_of(1));
        thread::scope(|s| {
            let anna = s.spawn(|| {
                semaphore.acquire();
                taken.hold(1);
                semaphore.release(1);
            });
            let ben = s.spawn(|| {
                if semaphore.acquire_timeout(SOME_TIME) {
                    taken.hold(1);
                    semaphore.release(1);
                }
            });
            anna.join().unwrap();
            ben.join().unwrap();
        });
        require_left(
            &semaphore,
            1,
            "a thread may wake up for no reason, and both have given the permit back",
        );
    });
}

#[test]
fn a_release_by_somebody_else_wakes_all_whom_it_helps() {
    check(|| {
        let semaphore = Semaphore::new(0);
        thread::scope(|s| {
            let anna = s.spawn(|| semaphore.acquire());
            let ben = s.spawn(|| semaphore.acquire());
            let cleo = s.spawn(|| semaphore.acquire_many(2));
            semaphore.release(1);
            semaphore.release(3);
            anna.join().unwrap();
            ben.join().unwrap();
            cleo.join().unwrap();
        });
        require_left(&semaphore, 0, "4 permits were released, and three threads acquired them");
    });
}

/// The one who waits for two sleeps first, and in the other order last.
fn one_permit_for_two_kinds(two_first: bool) {
    let semaphore = Semaphore::new(0);
    thread::scope(|s| {
        let two = || {
            semaphore.acquire_many(2);
            semaphore.release(2);
        };
        let mut anna = two_first.then(|| s.spawn(two));
        until_all_wait();
        let ben = s.spawn(|| semaphore.acquire());
        until_all_wait();
        let anna = anna.take().unwrap_or_else(|| s.spawn(two));
        until_all_wait();
        semaphore.release(1);
        // There is a permit, and ben asks for no more than that.
        ben.join().unwrap();
        semaphore.release(2);
        anna.join().unwrap();
    });
    require_left(&semaphore, 2, "3 permits were released, and 1 was kept");
}

#[test]
fn who_can_have_a_permit_does_not_wait_for_one_who_wants_two() {
    check(|| one_permit_for_two_kinds(true));
    check(|| one_permit_for_two_kinds(false));
}

#[test]
fn who_waits_for_two_permits_holds_none() {
    check(|| {
        let semaphore = Semaphore::new(2);
        let both = || {
            semaphore.acquire_many(2);
            semaphore.release(2);
        };
        thread::scope(|s| {
            let anna = s.spawn(both);
            let ben = s.spawn(both);
            anna.join().unwrap();
            ben.join().unwrap();
        });
        require_left(&semaphore, 2, "two threads took both permits in turn, and gave them back");
    });
    check(|| {
        let semaphore = Semaphore::new(2);
        semaphore.acquire();
        thread::scope(|s| {
            let anna = s.spawn(|| semaphore.acquire_many(2));
            until_all_wait();
            let free = semaphore.try_acquire();
            require!(
                free,
                WrongResult,
                "of 2 permits 1 is out, a thread waits for 2, and `try_acquire` found none: does it hold what it \
                 cannot use?"
            );
            semaphore.release(2);
            anna.join().unwrap();
        });
        require_left(&semaphore, 0, "all permits are out");
    });
}

#[test]
fn who_waits_sleeps() {
    check_asleep("a thread that calls `acquire` where there is no permit", || {
        let semaphore = Semaphore::new(0);
        thread::scope(|s| {
            s.spawn(|| semaphore.acquire());
        });
    });
    check_asleep("a thread that calls `acquire_many(2)` where there is 1 permit", || {
        let semaphore = Semaphore::new(1);
        thread::scope(|s| {
            s.spawn(|| semaphore.acquire_many(2));
        });
    });
    check_asleep("a thread that calls `permit` where there is none", || {
        let semaphore = Semaphore::new(0);
        thread::scope(|s| {
            s.spawn(|| drop(semaphore.permit()));
        });
    });
}

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

/// Nothing is explored here: one real thread is enough.
#[test]
fn a_time_without_end_is_no_mistake() {
    let semaphore = Semaphore::new(1);
    let got = semaphore.acquire_timeout(Duration::MAX);
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

#[test]
fn a_permit_is_given_back_in_any_case() {
    check(|| {
        let semaphore = Semaphore::new(1);
        drop(semaphore.permit());
        require_left(&semaphore, 1, "the only permit was taken and dropped");
        semaphore.release(1);
        thread::scope(|s| {
            let anna = s.spawn(|| {
                let _permit = semaphore.permit();
                panic!("anna panics with the permit in her hands");
            });
            require!(anna.join().is_err(), WrongResult, "anna panicked, and her thread ended well");
        });
        require_left(&semaphore, 1, "a thread panicked with the only permit in its hands");
    });
}

#[test]
fn what_was_done_before_a_release_is_seen_after_an_acquire() {
    Explorer::new().weak_memory(true).check(|| {
        let (semaphore, notes) = (Semaphore::new(1), taken::Notes::new());
        thread::scope(|s| {
            let anna = s.spawn(|| {
                semaphore.acquire();
                notes.add_one();
                semaphore.release(1);
            });
            let ben = s.spawn(|| {
                while !semaphore.try_acquire() {
                    semaphore.acquire_many(1);
                    semaphore.release(1);
                }
                notes.add_one();
                semaphore.release(1);
            });
            anna.join().unwrap();
            ben.join().unwrap();
        });
        let notes = notes.count();
        require!(
            notes == 2,
            StaleRead,
            "two threads added 1 while they had the only permit, and the sum is {notes}: which operation makes what \
             came before `release` visible after `acquire`?"
        );
    });
}
