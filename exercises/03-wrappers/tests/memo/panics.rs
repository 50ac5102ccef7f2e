//! Scenes in which `f` panics.

use interleave::panic::{AssertUnwindSafe, catch_unwind};
use interleave::{Gauge, check, require, thread, yield_point};
use wrappers::memo::memo;

use super::expedition::{Calls, elsewhere};

pub(super) fn a_panic_reaches_the_one_who_computes_and_harms_nobody_else() {
    check(|| {
        let calls = Calls::new();
        let height = memo(|peak: &&str| {
            if *peak == "eiger" && calls.count() == 1 {
                yield_point();
                panic!("anna or ben fell off the eiger");
            }
            7
        });
        let climb = || catch_unwind(AssertUnwindSafe(|| height("eiger")));
        let (anna, ben) = thread::scope(|s| {
            let anna = s.spawn(climb);
            let ben = s.spawn(climb);
            (anna.join().unwrap(), ben.join().unwrap())
        });
        let fell = [&anna, &ben].iter().filter(|result| result.is_err()).count();
        require!(
            fell < 2,
            Panicked,
            "`f` panicked the first time it was called, and would return a value the second time. Two asked, and both \
             of them got a panic: what does a panic of `f` leave behind?"
        );
        require!(
            fell == 1,
            WrongResult,
            "`f` panicked the first time it was called. Two asked, and nobody got to know of it"
        );
        let value = anna.or(ben).unwrap_or_default();
        require!(
            value == 7,
            WrongResult,
            "`f` returned 7, and the one who got a value got {value}"
        );
        let (again, other) = (height("eiger"), height("säntis"));
        require!(
            (again, other) == (7, 7),
            WrongResult,
            "after the panic, `f` returned 7 for both keys, and the wrapper returned {again} and {other}"
        );
        let calls = calls.so_far();
        require!(
            calls == 2,
            CheckThenAct,
            "the first call of `f` panicked and the second one returned. Then the key is known, and `f` was called \
             {calls} times"
        );
    });
}

pub(super) fn of_those_who_waited_one_computes_anew() {
    for falls in [1, 2] {
        check(move || {
            let (calls, climbing) = (Calls::new(), Gauge::new());
            let height = memo(|_: &&str| {
                let _up_there = climbing.enter();
                if calls.count() <= falls {
                    panic!("bad weather");
                }
                7
            });
            let climb = || catch_unwind(AssertUnwindSafe(|| height("eiger")));
            let results = thread::scope(|s| {
                let threads = [(); 3].map(|()| s.spawn(climb));
                threads.map(|thread| thread.join().unwrap())
            });
            let (calls, at_once) = (calls.so_far(), climbing.most());
            require!(
                at_once == 1 && calls == falls + 1,
                CheckThenAct,
                "three asked for one key, and only the first {falls} of the calls of `f` panicked. `f` was called {calls} \
                 times, {at_once} of them at once: what does somebody look at who has waited for nothing?"
            );
            let fell = results.iter().filter(|result| result.is_err()).count();
            require!(
                fell == falls as usize && results.iter().flatten().all(|value| *value == 7),
                WrongResult,
                "three asked for one key, {falls} of the calls of `f` panicked, and the last one returned 7. {fell} \
                 callers got a panic"
            );
        });
    }
}

pub(super) fn after_a_panic_others_can_ask() {
    check(|| {
        let (eiger, others) = (Calls::new(), Calls::new());
        let height = memo(|peak: &&str| {
            if *peak != "eiger" {
                others.count();
            } else if eiger.count() < 3 {
                panic!("bad weather");
            }
            peak.len()
        });
        height("säntis");
        for attempt in 1..=2 {
            let result = catch_unwind(AssertUnwindSafe(|| height("eiger")));
            let panic = match result {
                Ok(value) => {
                    require!(
                        false,
                        WrongResult,
                        "`f` panicked in call {attempt}, and the caller got {value}"
                    );
                    return;
                }
                Err(panic) => panic.downcast_ref::<&str>().copied(),
            };
            require!(
                panic == Some("bad weather"),
                WrongResult,
                "`f` panicked, and the caller got another panic: one that says {panic:?}. `catch_unwind` and \
                 `join` return what the panic carries, and `resume_unwind` hands it on"
            );
            let other = elsewhere(|| height("säntis"));
            require!(
                other == 7,
                WrongResult,
                "`f` returned 7 for another key, the wrapper {other}"
            );
        }
        let third = height("eiger");
        require!(
            third == 5,
            WrongResult,
            "`f` panicked twice and then returned 5, and the wrapper returned {third}"
        );
        let others = others.so_far();
        require!(
            others == 1,
            WrongResult,
            "säntis was known before `f` panicked for eiger, and `f` was called for säntis {others} times: what is \
             forgotten after a panic?"
        );
    });
}
