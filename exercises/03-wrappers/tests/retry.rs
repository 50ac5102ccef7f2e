//! What `src/retry.rs` promises, in every interleaving.

use std::marker::PhantomData;
use std::rc::Rc;
use std::time::Duration;

use interleave::panic::{AssertUnwindSafe, catch_unwind};
use interleave::sync::Mutex;
use interleave::sync::atomic::{AtomicU32, Ordering};
use interleave::time::Instant;
use interleave::{Gauge, Verdict, check, reachable, require, thread};
use wrappers::retry::retry;

const SECOND: Duration = Duration::from_secs(1);

/// A bad line: its first calls fail, each with its own number.
struct Line {
    bad_calls: u32,
    made: Instant,
    /// When each call came.
    calls: Mutex<Vec<Duration>>,
}

impl Line {
    /// A timeline names its list after the caller's variable.
    #[track_caller]
    fn new(bad_calls: u32) -> Line {
        Line { bad_calls, made: Instant::now(), calls: Mutex::new(Vec::new()) }
    }

    /// One call. Its result says which number it was.
    fn call(&self) -> Result<u32, u32> {
        let mut calls = self.calls.lock().unwrap();
        calls.push(self.made.elapsed());
        let number = calls.len() as u32;
        require!(
            number <= 20,
            WrongResult,
            "this is call number {number} of the job, and fewer tries than that were asked for"
        );
        if number > self.bad_calls { Ok(number) } else { Err(number) }
    }

    fn calls(&self) -> Vec<Duration> {
        self.calls.lock().unwrap().clone()
    }
}

#[test]
fn what_works_at_once_is_done_once() {
    check(|| {
        let line = Line::new(0);
        let wrapper = retry(5, SECOND, |(): &()| line.call());
        let early = line.calls().len();
        require!(
            early == 0,
            WrongResult,
            "nobody has called the wrapper yet, and `f` was called: which lines run while wrapping?"
        );
        let result = wrapper(());
        let calls = line.calls();
        require!(
            result == Ok(1) && calls == [Duration::ZERO],
            WrongResult,
            "the first call of `f` is `Ok(1)`: the wrapper returned {result:?}, after calls at {calls:?}"
        );
        let ended = line.made.elapsed();
        require!(
            ended.is_zero(),
            WrongResult,
            "all was well, and the wrapper waited for {ended:?}"
        );
    });
}

#[test]
fn the_first_success_is_the_result() {
    check(|| {
        let line = Line::new(2);
        let result = retry(5, SECOND, |(): &()| line.call())(());
        let calls = line.calls();
        require!(
            result == Ok(3),
            WrongResult,
            "two calls fail, the third one is `Ok(3)`, 5 tries are allowed, and the wrapper returned {result:?}"
        );
        require!(
            calls.len() == 3,
            WrongResult,
            "the third call was `Ok`, and `f` was called {} times",
            calls.len()
        );
    });
}

#[test]
fn the_last_error_is_the_result_when_all_tries_fail() {
    check(|| {
        for tries in [1, 2, 5] {
            let line = Line::new(u32::MAX);
            let result = retry(tries, SECOND, |(): &()| line.call())(());
            let calls = line.calls().len();
            require!(
                calls == tries as usize,
                WrongResult,
                "`tries` is {tries}, no try works, and `f` was called {calls} times"
            );
            require!(
                result == Err(tries),
                WrongResult,
                "`tries` is {tries}, the errors are numbered from 1, and the wrapper returned {result:?}: whose error \
                 is this?"
            );
        }
    });
}

#[test]
fn any_number_of_tries_may_be_allowed() {
    check(|| {
        let line = Line::new(2);
        let result = retry(u32::MAX, SECOND, |(): &()| line.call())(());
        require!(
            result == Ok(3),
            WrongResult,
            "two calls fail, the third one is `Ok(3)`, `u32::MAX` tries are allowed, and the wrapper returned {result:?}"
        );
    });
}

#[test]
fn each_wait_is_twice_as_long_as_the_one_before() {
    check(|| {
        for pause in [3 * SECOND, Duration::from_nanos(1), 24 * 3600 * SECOND] {
            let line = Line::new(u32::MAX);
            let _ = retry(5, pause, |(): &()| line.call())(());
            let (calls, ended) = (line.calls(), line.made.elapsed());
            let expected = [0, 1, 3, 7, 15].map(|pauses| pauses * pause);
            require!(
                calls == expected,
                WrongResult,
                "with a pause of {pause:?} the calls come at {expected:?}. They came at {calls:?}: how long is each wait?"
            );
            require!(
                ended == 15 * pause,
                WrongResult,
                "the last try failed after {:?}, and the wrapper returned after {ended:?}: what did it wait for?",
                15 * pause
            );
        }
    });
}

#[test]
fn every_call_has_all_its_tries() {
    check(|| {
        let line = Line::new(u32::MAX);
        let wrapper = retry(3, SECOND, |(): &()| line.call());
        let results = [wrapper(()), wrapper(())];
        let calls = line.calls();
        require!(
            calls.len() == 6 && results == [Err(3), Err(6)],
            WrongResult,
            "the wrapper was called twice, with 3 tries for each call. It returned {results:?}, and `f` was called {} \
             times: what do two calls of a wrapper share?",
            calls.len()
        );
        require!(
            calls == [0, 1, 3, 3, 4, 6].map(Duration::from_secs),
            WrongResult,
            "two calls with waits of 1 and 2 s each: the tries come at 0, 1, 3, and at 3, 4, 6 s. They came at {calls:?}"
        );
    });
}

#[test]
fn the_argument_is_the_same_at_each_try() {
    check(|| {
        // Neither `Clone` nor `Debug`, and not to be sent to another thread.
        struct Letter(Rc<str>);
        struct Lost(PhantomData<Rc<()>>);
        let seen = Mutex::new(Vec::new());
        let wrapper = retry(3, SECOND, |letter: &Letter| {
            seen.lock().unwrap().push(letter.0.to_string());
            Err::<Letter, _>(Lost(PhantomData))
        });
        let _ = wrapper(Letter("hello".into()));
        let seen = seen.lock().unwrap().clone();
        require!(
            seen == ["hello"; 3],
            WrongResult,
            "three tries with the letter \"hello\", and `f` got {seen:?}"
        );
    });
}

#[test]
fn no_tries_at_all_is_refused_while_wrapping() {
    check(|| {
        let calls = AtomicU32::new(0);
        let wrapped = catch_unwind(AssertUnwindSafe(|| {
            let _unused = retry(0, SECOND, |(): &()| {
                calls.fetch_add(1, Ordering::SeqCst);
                Ok::<(), ()>(())
            });
        }));
        require!(
            wrapped.is_err(),
            WrongResult,
            "`retry(0, …)` returned a wrapper. It should panic, before anybody calls anything"
        );
    });
}

#[test]
fn a_panic_is_not_tried_again() {
    check(|| {
        let calls = AtomicU32::new(0);
        let wrapper = retry(3, SECOND, |(): &()| match calls.fetch_add(1, Ordering::SeqCst) {
            0 => panic!("the line is cut"),
            1 => Err(()),
            _ => Ok(()),
        });
        let result = catch_unwind(AssertUnwindSafe(|| wrapper(())));
        let first = calls.load(Ordering::SeqCst);
        let Err(panic) = result else {
            require!(
                false,
                WrongResult,
                "`f` panicked, and the caller of the wrapper did not get to know: it got {result:?}"
            );
            return;
        };
        require!(
            first == 1,
            WrongResult,
            "the first call panicked, and `f` was called {first} times"
        );
        let panic = panic.downcast_ref::<&str>();
        require!(
            panic == Some(&"the line is cut"),
            WrongResult,
            "`f` panicked, and the caller got another panic: one that says {panic:?}"
        );
        let (result, calls) = (wrapper(()), calls.load(Ordering::SeqCst));
        require!(
            result.is_ok() && calls == 3,
            WrongResult,
            "after a call that panicked the wrapper was called again. The second try is `Ok`; the wrapper returned \
             {result:?}, after {} tries",
            calls - 1
        );
    });
}

#[test]
fn two_threads_have_their_own_tries() {
    check(|| {
        let lines = [Line::new(2), Line::new(u32::MAX)];
        let wrapper = retry(3, SECOND, |line: &&Line| line.call());
        let [good, bad] = thread::scope(|s| {
            let threads = [&lines[0], &lines[1]].map(|line| {
                s.spawn({
                    let wrapper = &wrapper;
                    move || wrapper(line)
                })
            });
            threads.map(|thread| thread.join().unwrap())
        });
        require!(
            good == Ok(3) && bad == Err(3),
            WrongResult,
            "two threads called one wrapper, 3 tries each. One line is good at the third try (result {good:?}), the \
             other one never (result {bad:?})"
        );
        for line in &lines {
            let calls = line.calls();
            // A thread that has slept enough may still have to wait for the processor.
            require!(
                calls[1] - calls[0] >= SECOND && calls[2] - calls[1] >= 2 * SECOND,
                WrongResult,
                "two threads called one wrapper, with waits of 1 and 2 s each. The tries of one of them came at {calls:?}: \
                 what do two calls share?"
            );
        }
    });
}

#[test]
fn nobody_waits_for_the_tries_of_another() {
    reachable(
        Verdict::RanSerially,
        "were two calls of one wrapper under way at once, in `f` and in their waits: what does a call of the wrapper \
         lock?",
        || {
            let (under_way, began) = (Gauge::new(), Instant::now());
            let wrapper = retry(2, SECOND, |(): &()| {
                let _here = under_way.enter();
                Err::<(), ()>(())
            });
            thread::scope(|s| {
                s.spawn(|| wrapper(()));
                s.spawn(|| wrapper(()));
            });
            under_way.most() == 2 && began.elapsed() == SECOND
        },
    );
}
