//! What `src/memo.rs` promises, in every interleaving.

use interleave::sync::atomic::{AtomicBool, Ordering};
use interleave::sync::{Arc, Barrier, Mutex, Weak};
use interleave::{Explorer, Gauge, Verdict, check, reachable, require, thread, yield_point};
use wrappers::memo::memo;

#[path = "memo/expedition.rs"]
mod expedition;
#[path = "memo/panics.rs"]
mod panics;

use expedition::{A_WEEK, Calls, Twin, check_unhindered, elsewhere};

#[test]
fn a_key_is_computed_when_first_asked_for() {
    check(|| {
        let calls = Calls::new();
        let height = memo(|peak: &&str| {
            calls.count();
            peak.len() * 1000
        });
        let early = calls.so_far();
        require!(early == 0, WrongResult, "nobody has asked yet, and `f` was called {early} times");
        for (peak, wanted) in [("eiger", 5000), ("jungfrau", 8000), ("eiger", 5000)] {
            let found = height(peak);
            require!(
                found == wanted,
                WrongResult,
                "`f` makes {wanted} of {peak:?}, and the wrapper returned {found}"
            );
        }
        let calls = calls.so_far();
        require!(
            calls == 2,
            WrongResult,
            "the wrapper was asked for eiger, jungfrau, and eiger again, and `f` was called {calls} times, not twice"
        );
    });
}

#[test]
fn many_keys_are_remembered() {
    // One thread, and many steps: nothing to explore.
    let calls = Calls::new();
    let square = memo(|n: &u32| {
        calls.count();
        n * n
    });
    let wrong = (0..300).chain(0..300).map(|n| (n, square(n))).find(|(n, found)| *found != n * n);
    let calls = calls.so_far();
    check(move || {
        require!(
            wrong.is_none(),
            WrongResult,
            "`f` returns the square of a number, and this number and what the wrapper returned are {wrong:?}"
        );
        require!(
            calls == 300,
            WrongResult,
            "the wrapper was asked for 300 keys, each one twice, and `f` was called {calls} times: what becomes of a \
             key when there are many?"
        );
    });
}

#[test]
fn keys_and_values_can_do_no_more_than_is_promised() {
    /// Nothing but what the signature asks for, and borrowed: no `Copy`, no `Debug`, no `Default`.
    #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
    struct Peak<'a>(&'a str);
    #[derive(Clone)]
    struct Height<'a>(&'a str, usize);

    check(|| {
        let name = "eiger".to_string();
        let log = Mutex::new(0);
        // A guard of a mutex stays in its thread, and others may look at it: `Sync`, and not `Send`.
        let calls = log.lock().unwrap();
        let height = memo(move |peak: &Peak<'_>| Height(peak.0, peak.0.len() + *calls));
        let found =
            [height(Peak(&name)), height(Peak(&name))].map(|Height(name, height)| (name, height));
        require!(
            found == [("eiger", 5); 2],
            WrongResult,
            "`f` makes 5 of \"eiger\", and the wrapper returned {found:?}"
        );
    });
}

#[test]
fn keys_with_the_same_hash_are_different_keys() {
    check(|| {
        let double = memo(|key: &Twin| key.0 * 2);
        let found = [1, 2, 1].map(|n| double(Twin(n)));
        require!(
            found == [2, 4, 2],
            WrongResult,
            "`f` makes 2, 4 and 2 of these keys, and the wrapper {found:?}: two keys may have the same hash, and `==` says \
             which are the same"
        );
    });
}

#[test]
fn what_one_thread_computed_all_know() {
    check(|| {
        let calls = Calls::new();
        let height = memo(|_: &&str| calls.count());
        let first = elsewhere(|| height("eiger"));
        let second = elsewhere(|| height("eiger"));
        require!(
            (first, second, calls.so_far()) == (1, 1, 1),
            WrongResult,
            "one thread asked and ended, then another one did: `f` was called {} times",
            calls.so_far()
        );
    });
}

#[test]
fn two_who_ask_at_once_start_one_computation() {
    check(|| {
        let calls = Calls::new();
        let height = memo(|_: &&str| {
            let call = calls.count();
            require!(
                call == 1,
                CheckThenAct,
                "two ask for one key, and `f` is called a second time: what can happen between looking for the key and \
                 having its value?"
            );
            thread::sleep(A_WEEK);
            call
        });
        let (anna, ben) = thread::scope(|s| {
            let anna = s.spawn(|| height("eiger"));
            let ben = s.spawn(|| height("eiger"));
            (anna.join().unwrap(), ben.join().unwrap())
        });
        require!(
            (anna, ben) == (1, 1),
            WrongResult,
            "`f` returned 1, anna got {anna} and ben {ben}"
        );
    });
}

#[test]
fn a_known_key_is_told_while_another_one_is_computed() {
    reachable(
        Verdict::LockHeldTooLong,
        "was a known key told while another one was being computed: what is locked while `f` runs?",
        || {
            let (climbing, told) = (AtomicBool::new(false), AtomicBool::new(false));
            let height = memo(|peak: &&str| {
                if *peak == "eiger" {
                    climbing.store(true, Ordering::SeqCst);
                    yield_point();
                }
                // Whether the known one was told before this one was done.
                told.load(Ordering::SeqCst)
            });
            height("säntis");
            thread::scope(|s| {
                let anna = s.spawn(|| height("eiger"));
                let ben = s.spawn(|| {
                    // Only what was asked for after the climb began tells anything.
                    let began_meanwhile = climbing.load(Ordering::SeqCst);
                    height("säntis");
                    told.store(began_meanwhile, Ordering::SeqCst);
                });
                ben.join().unwrap();
                anna.join().unwrap()
            })
        },
    );
}

#[test]
fn a_known_key_is_told_while_others_wait_for_another_one() {
    let otherwise = "a known key is not told while another one is computed, and somebody else waits for that: what is \
                     locked while `f` runs, and what does a thread hold while it waits?";
    check_unhindered(Verdict::LockHeldTooLong, otherwise, || {
        // Anna or ben climbs the eiger, and stays there until clara knows the height of the säntis.
        let told = Barrier::new(2);
        let height = memo(|peak: &&str| {
            if *peak == "eiger" {
                told.wait();
            }
        });
        height("säntis");
        thread::scope(|s| {
            let _anna = s.spawn(|| height("eiger"));
            let _ben = s.spawn(|| height("eiger"));
            let _clara = s.spawn(|| {
                height("säntis");
                told.wait();
            });
        });
    });
}

#[test]
fn two_keys_are_computed_at_the_same_time() {
    reachable(
        Verdict::RanSerially,
        "were two keys being computed at once: what does one computation keep from another?",
        || {
            let climbing = Gauge::new();
            let height = memo(|peak: &Twin| {
                let _up_there = climbing.enter();
                peak.0
            });
            thread::scope(|s| {
                s.spawn(|| height(Twin(1)));
                s.spawn(|| height(Twin(2)));
            });
            climbing.most() == 2
        },
    );
}

#[test]
fn any_number_of_keys_are_computed_at_the_same_time() {
    let otherwise = "three keys cannot always be computed at once: each computation here ends when all three are under \
                     way";
    check_unhindered(Verdict::RanSerially, otherwise, || {
        // No party comes down before all three are up.
        let parties = Barrier::new(3);
        let height = memo(|peak: &Twin| {
            parties.wait();
            peak.0
        });
        let found = thread::scope(|s| {
            let threads = [1, 2, 3].map(|peak| {
                s.spawn({
                    let height = &height;
                    move || height(Twin(peak))
                })
            });
            threads.map(|thread| thread.join().unwrap())
        });
        require!(
            found == [1, 2, 3],
            WrongResult,
            "`f` makes 1, 2 and 3 of three keys, and the wrapper returned {found:?}"
        );
    });
}

#[test]
fn a_computation_may_ask_for_other_keys() {
    /// A wrapper whose function asks the wrapper.
    struct Fibonacci {
        number: Box<dyn Fn(u32) -> u64 + Send + Sync>,
    }
    let otherwise = "`f` asks the wrapper for smaller keys, 70 computations deep, and waits for ever: what does a \
                     computation keep from those of other keys?";
    check_unhindered(Verdict::RanSerially, otherwise, || {
        let calls = Arc::new(Calls::new());
        let fibonacci = Arc::new_cyclic(|itself: &Weak<Fibonacci>| {
            let (itself, calls) = (itself.clone(), calls.clone());
            let number = memo(move |n: &u32| {
                calls.count();
                let smaller = |n| (itself.upgrade().unwrap().number)(n);
                if *n < 2 { u64::from(*n) } else { smaller(n - 1) + smaller(n - 2) }
            });
            Fibonacci { number: Box::new(number) }
        });
        let (found, calls) = ((fibonacci.number)(70), calls.so_far());
        require!(
            found == 190_392_490_709_135,
            WrongResult,
            "the 70th Fibonacci number is 190392490709135, and the wrapper returned {found}"
        );
        require!(
            calls == 71,
            WrongResult,
            "`f` asks the wrapper for the two numbers before, 0 to 70 were needed, and `f` was called {calls} times"
        );
    });
}

#[test]
fn a_panic_reaches_the_one_who_computes_and_harms_nobody_else() {
    panics::a_panic_reaches_the_one_who_computes_and_harms_nobody_else();
}

#[test]
fn of_those_who_waited_one_computes_anew() {
    panics::of_those_who_waited_one_computes_anew();
}

#[test]
fn after_a_panic_others_can_ask() {
    panics::after_a_panic_others_can_ask();
}

#[test]
fn three_who_ask_all_get_the_answer() {
    check(|| {
        let calls = Calls::new();
        let height = memo(|_: &&str| calls.count());
        let found = thread::scope(|s| {
            let threads = [(); 3].map(|()| s.spawn(|| height("eiger")));
            threads.map(|thread| thread.join().unwrap())
        });
        require!(
            found == [1; 3],
            CheckThenAct,
            "three asked for one key, and were told {found:?}: that is the number of the call of `f`"
        );
    });
}

#[test]
fn whoever_waits_for_one_key_is_told_while_others_wait_for_another_one() {
    check(|| {
        // Who climbs the säntis stays there until both who asked for the eiger have their answer.
        let told = Barrier::new(3);
        let height = memo(|peak: &&str| {
            if *peak == "säntis" {
                told.wait();
            }
            peak.len()
        });
        let found = thread::scope(|s| {
            let threads = ["eiger", "eiger", "säntis", "säntis"].map(|peak| {
                let (height, told) = (&height, &told);
                s.spawn(move || {
                    let found = height(peak);
                    if peak == "eiger" {
                        told.wait();
                    }
                    found
                })
            });
            threads.map(|thread| thread.join().unwrap())
        });
        require!(
            found == [5, 5, 7, 7],
            WrongResult,
            "two asked for one key and two for another one. `f` makes 5 of one and 7 of the other, and they were told \
             {found:?}"
        );
    });
}

#[test]
fn what_is_remembered_goes_with_the_wrapper() {
    check(|| {
        let lives = Arc::new(());
        {
            let height = memo(|_: &u32| lives.clone());
            drop((height(1), height(2), height(1)));
            let kept = Arc::strong_count(&lives) - 1;
            require!(kept == 2, WrongResult, "two values should be remembered, and {kept} are");
        }
        let kept = Arc::strong_count(&lives) - 1;
        require!(kept == 0, WrongResult, "the wrapper is gone, and {kept} values are still there");
    });
}

#[test]
fn nothing_depends_on_who_wakes_up_when() {
    Explorer::new().weak_memory(true).spurious_wakeups(1).early_timeouts(1).check(|| {
        let calls = Calls::new();
        let height = memo(|_: &&str| calls.count());
        let (anna, ben) = thread::scope(|s| {
            let anna = s.spawn(|| height("eiger"));
            let ben = s.spawn(|| height("eiger"));
            (anna.join().unwrap(), ben.join().unwrap())
        });
        require!(
            (anna, ben) == (1, 1),
            CheckThenAct,
            "two asked for one key, and were told {anna} and {ben}: that is the number of the call of `f`. A load may \
             show an older value here, a thread may wake up for no reason, and a time-out may be over at once"
        );
    });
}
