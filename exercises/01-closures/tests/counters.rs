//! What `src/counters.rs` promises.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use closures::counters::{counted, counter};
use interleave::panic::{AssertUnwindSafe, catch_unwind};
use interleave::{check, require};

#[test]
fn a_counter_counts_its_calls_from_one() {
    check(|| {
        let mut next = counter();
        let told = [next(), next(), next()];
        require!(
            told == [1, 2, 3],
            WrongResult,
            "three calls returned {told:?}, and should return [1, 2, 3]"
        );
    });
}

#[test]
fn a_counter_does_not_come_to_an_end() {
    check(|| {
        let mut next = counter();
        for call in 1..=300 {
            let told = next();
            require!(told == call, WrongResult, "call number {call} returned {told}");
        }
    });
}

#[test]
fn two_counters_know_nothing_of_each_other() {
    check(|| {
        let (mut anna, mut ben) = (counter(), counter());
        let told = [anna(), anna(), ben(), anna(), ben()];
        require!(
            told == [1, 2, 1, 3, 2],
            WrongResult,
            "the calls anna, anna, ben, anna, ben returned {told:?}, and should return [1, 2, 1, 3, 2]: where does \
             the number live?"
        );
    });
}

#[test]
fn a_counted_function_does_what_it_did() {
    check(|| {
        let offset = String::from("three").len() as i64;
        let (add, _) = counted(|x| x + offset);
        let made = [add(1), add(-5), add(1)];
        require!(made == [6, 0, 6], WrongResult, "`x + 5`, counted, made {made:?} of 1, -5 and 1");
    });
}

#[test]
fn every_call_is_counted() {
    check(|| {
        let (double, calls) = counted(|x| 2 * x);
        let mut seen = vec![calls()];
        double(1);
        seen.push(calls());
        double(1);
        double(2);
        seen.extend([calls(), calls()]);
        require!(
            seen == [0, 1, 3, 3],
            WrongResult,
            "asked before any call, after one, after three, and once more, it said {seen:?}, and should say \
             [0, 1, 3, 3]: do the two closures look at the same number?"
        );
    });
}

#[test]
fn the_function_is_called_as_often_as_it_is_asked_for() {
    check(|| {
        let really = Cell::new(0);
        let (ask, calls) = counted(|x| {
            really.set(really.get() + 1);
            x
        });
        // The same number again and again, and often.
        for x in (0..300).map(|call| call % 7) {
            ask(x);
        }
        let (told, really) = (calls(), really.get());
        require!(
            told == 300 && really == 300,
            WrongResult,
            "three hundred calls, and `f` was called {really} times; the count says {told}"
        );
    });
}

#[test]
fn two_counted_functions_have_two_counts() {
    check(|| {
        let (add, additions) = counted(|x| x + 1);
        let (double, doublings) = counted(|x| 2 * x);
        add(1);
        double(1);
        add(1);
        let told = (additions(), doublings());
        require!(
            told == (2, 1),
            WrongResult,
            "two additions and one doubling, and the counts say {told:?}"
        );
    });
}

#[test]
fn the_count_can_be_asked_for_when_the_function_is_gone() {
    check(|| {
        let (double, calls) = counted(|x| 2 * x);
        double(1);
        drop(double);
        let told = calls();
        require!(
            told == 1,
            WrongResult,
            "one call, then the function was dropped, and the count says {told}"
        );
    });
}

#[test]
fn the_function_itself_may_ask_how_often_it_was_called() {
    check(|| {
        let phone: Rc<RefCell<Option<Box<dyn Fn() -> u64>>>> = Rc::default();
        let line = Rc::clone(&phone);
        let (ask, calls) = counted(move |_| {
            let told = line.borrow().as_ref().map(|calls| calls());
            told.map_or(-1, |told| told as i64)
        });
        *phone.borrow_mut() = Some(Box::new(calls));
        let told = [ask(0), ask(0)];
        // The function holds the phone, and the phone must not hold anything of the function for ever.
        phone.take();
        require!(
            told == [1, 2],
            WrongResult,
            "`f` asked for the count while it ran, twice, and was told {told:?}: a call counts from the moment it \
             begins"
        );
    });
}

#[test]
fn the_function_may_call_itself_and_is_counted_each_time() {
    check(|| {
        let itself: Rc<RefCell<Option<Box<dyn Fn(i64) -> i64>>>> = Rc::default();
        let me = Rc::clone(&itself);
        let (fibonacci, calls) = counted(move |n| {
            let me = me.borrow();
            let fibonacci = |n| me.as_ref().map_or(0, |me| me(n));
            if n < 2 { n } else { fibonacci(n - 1) + fibonacci(n - 2) }
        });
        *itself.borrow_mut() = Some(Box::new(fibonacci));
        let made = itself.borrow().as_ref().map(|fibonacci| fibonacci(6));
        // The function holds itself, and must not do so for ever.
        itself.take();
        let told = calls();
        require!(
            made == Some(8) && told == 25,
            WrongResult,
            "`fibonacci(6)`, counted also where it calls itself, made {made:?} in {told} calls, and should make 8 in 25"
        );
    });
}

#[test]
fn a_call_that_panics_is_a_call() {
    check(|| {
        let (divide, calls) = counted(|x| 12 / x);
        let panicked = catch_unwind(AssertUnwindSafe(|| divide(0))).is_err();
        let told = calls();
        require!(
            panicked && told == 1,
            WrongResult,
            "`12 / x` was called with 0. The caller got its panic: {panicked}; the count says {told}, and should say 1"
        );
        let (made, told) = (divide(3), calls());
        require!(
            (made, told) == (4, 2),
            WrongResult,
            "after a call that panicked, `12 / x` made {made} of 3, and the count says {told}"
        );
    });
}
