//! What `src/process_semaphore.rs` promises: first in every interleaving of threads, then between real processes.

use std::mem::needs_drop;

use forktest::{Me, Scene, Seen};
use interleave::sync::atomic::{AtomicU32, Ordering};
use interleave::time::{Duration, Instant};
use interleave::{Explorer, Verdict, check, require, thread};
use semaphores::process_semaphore::SharedSemaphore;

#[path = "support/asleep.rs"]
#[allow(clippy::duplicate_mod, reason = "each exercise is also a test program of its own")]
mod asleep;
#[path = "process_semaphore/inside.rs"]
mod inside;
#[path = "support/memory.rs"]
mod memory;
#[path = "support/quiet.rs"]
#[allow(clippy::duplicate_mod, reason = "each exercise is also a test program of its own")]
mod quiet;
#[path = "process_semaphore/time.rs"]
mod time;

use asleep::check_asleep;
use inside::Inside;
use memory::shared;
use quiet::until_all_wait;

// The functions as the exercise gives them. If a line here does not compile, one of them has lost its signature.
const _: fn(u32) -> SharedSemaphore = SharedSemaphore::new;
const _: fn(&SharedSemaphore) = SharedSemaphore::acquire;
const _: fn(&SharedSemaphore) -> bool = SharedSemaphore::try_acquire;
const _: fn(&SharedSemaphore, Duration) -> bool = SharedSemaphore::acquire_timeout;
const _: fn(&SharedSemaphore) = SharedSemaphore::release;
const _: () = assert!(
    !needs_drop::<SharedSemaphore>(),
    "something in a `SharedSemaphore` is on the heap, which is in the memory of one process only"
);

/// Not a whole number of milliseconds.
const SOME_TIME: Duration = Duration::from_nanos(10_000_001);
const AN_HOUR: Duration = Duration::from_secs(3600);

/// Fails unless there are `expected` permits. Takes them.
#[track_caller]
fn require_left(semaphore: &SharedSemaphore, expected: usize, after: &str) {
    let left = (0..10).take_while(|_| semaphore.try_acquire()).count();
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

/// Weak memory, and wake-ups for no reason.
fn harsh() -> Explorer {
    Explorer::new().weak_memory(true).spurious_wakeups(1).budget(8_000)
}

/// Takes a permit, stands there with it, and gives it back.
fn visit(me: &Me<'_>, semaphore: &SharedSemaphore) {
    semaphore.acquire();
    me.stop_at("inside");
    semaphore.release();
}

forktest::tests! {
    fn one_thread_takes_what_is_there(scene: &Scene) {
        check(|| {
            require_left(&SharedSemaphore::new(0), 0, "a new semaphore was asked for 0 permits");
            let (semaphore, other) = (SharedSemaphore::new(2), SharedSemaphore::new(1));
            let start = Instant::now();
            semaphore.acquire();
            let got = semaphore.acquire_timeout(Duration::ZERO);
            require!(got, WrongResult, "there was a permit, and `acquire_timeout` with no time said {got}");
            let got = semaphore.try_acquire() || semaphore.acquire_timeout(Duration::ZERO);
            require!(!got, BoundExceeded, "all permits were out, and one more was taken");
            let waited = start.elapsed();
            require!(waited.is_zero(), WrongResult, "nothing had to be waited for, and {waited:?} have passed");
            (0..3).for_each(|_| semaphore.release());
            let got = semaphore.acquire_timeout(SOME_TIME);
            require!(got, LockLeftLocked, "3 permits were released, and `acquire_timeout` finds none");
            require_left(&semaphore, 2, "there were none, 3 were released, 1 was taken");
            require_left(&other, 1, "another semaphore of 1 permit was not touched");
        });
    }

    fn every_number_of_permits_is_one(scene: &Scene) {
        let semaphore = SharedSemaphore::new(70_000);
        let left = (0..80_000).take_while(|_| semaphore.try_acquire()).count();
        require!(left == 70_000, WrongResult, "a new semaphore was asked for 70000 permits, and gave {left}");
        let semaphore = SharedSemaphore::new(u32::MAX);
        let got = semaphore.try_acquire() && semaphore.acquire_timeout(Duration::ZERO);
        require!(got, WrongResult, "there were {} permits, and two could not be taken", u32::MAX);
    }

    fn no_more_threads_are_inside_than_there_are_permits(scene: &Scene) {
        for (permits, threads) in [(1, 2), (2, 3), (1, 3)] {
            Explorer::new().budget(5_000).check(move || {
                let (semaphore, inside) = (SharedSemaphore::new(permits), Inside::new(permits));
                thread::scope(|s| {
                    for _ in 0..threads {
                        s.spawn(|| {
                            semaphore.acquire();
                            inside.visit();
                            semaphore.release();
                        });
                    }
                });
                require_left(&semaphore, permits as usize, "all have given back what they took");
            });
        }
    }

    fn two_who_try_for_two_permits_both_get_one(scene: &Scene) {
        check(|| {
            let semaphore = SharedSemaphore::new(2);
            let (anna, ben) = thread::scope(|s| {
                let anna = s.spawn(|| semaphore.try_acquire());
                let ben = s.spawn(|| semaphore.try_acquire());
                (anna.join().unwrap(), ben.join().unwrap())
            });
            require!(
                anna && ben,
                WrongResult,
                "there were 2 permits, anna and ben called `try_acquire`, and got one: {anna}, {ben}"
            );
        });
    }

    fn no_wake_up_is_lost_whatever_memory_shows(scene: &Scene) {
        harsh().check(|| {
            let semaphore = SharedSemaphore::new(0);
            thread::scope(|s| {
                let anna = s.spawn(|| semaphore.acquire());
                semaphore.release();
                anna.join().unwrap();
            });
        });
        harsh().check(|| {
            let (semaphore, inside) = (SharedSemaphore::new(1), Inside::new(1));
            thread::scope(|s| {
                let visit = || {
                    semaphore.acquire();
                    inside.visit();
                    semaphore.release();
                };
                s.spawn(visit);
                s.spawn(visit);
            });
        });
    }

    fn each_release_wakes_one(scene: &Scene) {
        check(|| {
            let semaphore = SharedSemaphore::new(0);
            thread::scope(|s| {
                let anna = s.spawn(|| semaphore.acquire());
                let ben = s.spawn(|| semaphore.acquire());
                until_all_wait();
                semaphore.release();
                semaphore.release();
                anna.join().unwrap();
                ben.join().unwrap();
            });
            require_left(&semaphore, 0, "2 permits were released, and two threads acquired them");
        });
    }

    fn a_thread_that_waits_sleeps(scene: &Scene) {
        check_asleep("a thread that calls `acquire` where there is no permit", || {
            let semaphore = SharedSemaphore::new(0);
            thread::scope(|s| {
                s.spawn(|| semaphore.acquire());
            });
        });
        let thirty_years = || SharedSemaphore::new(0).acquire_timeout(Duration::from_secs(1_000_000_000));
        let report = Explorer::new().explore(thirty_years);
        if report.verdict == Verdict::NoProgress {
            report.fail_as(
                Verdict::NoProgress,
                "`acquire_timeout` looks again and again whether there is a permit, and should sleep",
            );
        }
        check(thirty_years);
    }

    fn time_is_up_when_it_is_up(scene: &Scene) {
        time::is_up_when_it_is_up();
    }

    fn a_time_without_end_is_no_mistake(scene: &Scene) {
        time::without_end_is_no_mistake();
    }

    fn who_goes_without_takes_nothing_along(scene: &Scene) {
        time::over_takes_nothing_along();
    }

    fn who_was_woken_and_left_is_forgotten(scene: &Scene) {
        time::over_is_forgotten();
    }

    fn no_permit_is_missed_on_the_way_to_sleep(scene: &Scene) {
        time::begins_with_a_look();
    }

    fn what_was_done_before_a_release_is_seen_by_one_who_tries(scene: &Scene) {
        harsh().check(|| {
            let (semaphore, note) = (SharedSemaphore::new(0), AtomicU32::new(0));
            thread::scope(|s| {
                s.spawn(|| {
                    note.store(1, Ordering::Relaxed);
                    semaphore.release();
                });
                if semaphore.try_acquire() {
                    let seen = note.load(Ordering::Relaxed);
                    require!(
                        seen == 1,
                        StaleRead,
                        "a note was left before `release`, `try_acquire` took that permit, and the note is not to be seen"
                    );
                }
            });
        });
    }

    fn what_was_done_before_a_release_is_seen_after_an_acquire(scene: &Scene) {
        for patient in [true, false] {
            harsh().check(move || {
                let (semaphore, notes) = (SharedSemaphore::new(1), AtomicU32::new(0));
                thread::scope(|s| {
                    let note = || {
                        let got = if patient {
                            semaphore.acquire();
                            true
                        } else {
                            semaphore.acquire_timeout(AN_HOUR)
                        };
                        require!(got, WrongResult, "an hour was over, and nobody had anything to do");
                        let earlier = notes.load(Ordering::Relaxed);
                        notes.store(earlier + 1, Ordering::Relaxed);
                        semaphore.release();
                    };
                    let anna = s.spawn(note);
                    let ben = s.spawn(note);
                    anna.join().unwrap();
                    ben.join().unwrap();
                });
                let notes = notes.load(Ordering::Relaxed);
                require!(
                    notes == 2,
                    StaleRead,
                    "two threads added 1 while they had the only permit, and the sum is {notes}: which orderings make \
                     what came before `release` visible after `acquire`?"
                );
            });
        }
    }

    fn processes_share_the_permits(scene: &Scene) {
        let semaphore = shared(SharedSemaphore::new(2));
        let ann = scene.fork("ann", |me| visit(me, semaphore));
        ann.expect_at("inside");
        let ben = scene.fork("ben", |me| visit(me, semaphore));
        ben.expect_at("inside");
        let cleo = scene.fork("cleo", |me| visit(me, semaphore));
        match cleo.seen() {
            Seen::Asleep(_) => {}
            Seen::At(_) => scene.fail(
                Verdict::BoundExceeded,
                "there are 2 permits, ann and ben have them, and cleo came in: is everything that counts inside the \
                 semaphore?",
            ),
            Seen::Polls(_) | Seen::Spins => {
                scene.fail(Verdict::NoProgress, "cleo has to wait, and looks again and again")
            }
            Seen::Ended(_) => cleo.expect_at("inside"),
        }
        if semaphore.try_acquire() {
            scene.fail(Verdict::BoundExceeded, "all permits are out, and `try_acquire` took one");
        }
        ben.go();
        cleo.expect_at("inside");
        scene.finish();
        require_left(semaphore, 2, "three processes have given back what they took");
    }

    fn a_release_in_one_process_wakes_another(scene: &Scene) {
        let semaphore = shared(SharedSemaphore::new(0));
        let ann = scene.fork("ann", |_| semaphore.acquire());
        if let Seen::Ended(_) = ann.seen() {
            scene.fail(Verdict::BoundExceeded, "there was no permit, and ann did not wait for one");
        }
        let ben = scene.fork("ben", |_| semaphore.release());
        ben.join();
        ann.join();
        let cleo = scene.fork("cleo", |_| {
            let got = semaphore.acquire_timeout(AN_HOUR);
            require!(got, WrongResult, "an hour cannot be over yet, and `acquire_timeout` said {got}");
        });
        semaphore.release();
        cleo.join();
        require_left(semaphore, 0, "2 permits were released, and two processes acquired them");
    }

    fn time_passes_in_processes_as_well(scene: &Scene) {
        let semaphore = shared(SharedSemaphore::new(0));
        let ann = scene.fork("ann", |_| {
            let got = semaphore.acquire_timeout(Duration::from_millis(1));
            require!(!got, BoundExceeded, "there was no permit, and `acquire_timeout` said {got}");
        });
        ann.join();
        semaphore.release();
        require_left(semaphore, 1, "ann's time was over before the permit came");
    }

    fn who_is_killed_in_its_sleep_takes_no_permit_along(scene: &Scene) {
        let semaphore = shared(SharedSemaphore::new(1));
        let ann = scene.fork("ann", |me| visit(me, semaphore));
        ann.expect_at("inside");
        let ben = scene.fork("ben", |me| visit(me, semaphore));
        if let Seen::At(_) = ben.seen() {
            scene.fail(Verdict::BoundExceeded, "ann has the only permit, and ben came in");
        }
        ben.kill();
        let cleo = scene.fork("cleo", |me| visit(me, semaphore));
        if let Seen::At(_) = cleo.seen() {
            scene.fail(Verdict::BoundExceeded, "ann has the only permit, ben was killed, and cleo came in");
        }
        ann.go();
        match cleo.seen() {
            Seen::At(_) => {}
            seen => scene.fail(
                Verdict::LockLeftLocked,
                format!(
                    "ben was killed while he waited, ann has given the only permit back, and cleo {seen}: what was \
                     kept for ben?"
                ),
            ),
        }
        scene.finish();
        require_left(semaphore, 1, "ben was killed while he waited, and the others have given back the permit");
    }
}
