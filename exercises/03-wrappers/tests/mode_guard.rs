//! What `src/mode_guard.rs` promises, in every interleaving.

use std::marker::PhantomData;
use std::rc::{Rc, Weak};

use interleave::panic::{AssertUnwindSafe, catch_unwind};
use interleave::{check, require, thread, yield_point};
use wrappers::mode_guard::{Recording, recording, set_recording, unrecorded};

// The functions as the exercise gives them. If a line here does not compile, one of them has lost its signature.
const _: fn() -> bool = recording;
const _: fn(bool) -> Recording = set_recording;

/// How a message says it.
fn name(on: bool) -> &'static str {
    if on { "on the record" } else { "off the record" }
}

/// Fails unless this thread's mode is `on`. `when` completes "… this thread is on the record".
#[track_caller]
fn expect(on: bool, when: &str) {
    let found = recording();
    require!(found == on, WrongResult, "{when} this thread is {}, not {}", name(found), name(on));
}

#[test]
fn a_guard_switches_the_mode_until_it_is_dropped() {
    check(|| {
        expect(true, "at the beginning");
        {
            let _off = set_recording(false);
            expect(false, "after `set_recording(false)`, with the guard alive,");
        }
        expect(true, "when the guard of `set_recording(false)` has been dropped");
        {
            let _on = set_recording(true);
            expect(true, "after `set_recording(true)`");
        }
        expect(true, "when the guard of `set_recording(true)` has been dropped");
    });
}

#[test]
fn guards_may_be_nested() {
    check(|| {
        let outer = set_recording(false);
        {
            let _inner = set_recording(false);
            expect(false, "in a block that is off the record twice");
        }
        expect(false, "when the inner one of two guards, both off, has been dropped");
        {
            let _inner = set_recording(true);
            expect(true, "in a block that is on the record, within one that is off,");
            {
                let _innermost = set_recording(false);
                expect(false, "off, on, off: in the innermost block");
            }
            expect(true, "off, on: when the innermost block is over");
        }
        expect(false, "off: when the block that was on is over");
        drop(outer);
        expect(true, "when all guards have been dropped");
    });
}

#[test]
fn guards_may_be_nested_deeply() {
    fn nest(depth: u32) {
        let on = depth.is_multiple_of(3);
        let _guard = set_recording(on);
        if depth < 300 {
            nest(depth + 1);
        }
        expect(on, "300 guards deep, when the inner ones have been dropped,");
    }
    check(|| {
        nest(0);
        expect(true, "when 300 nested guards have been dropped");
    });
}

#[test]
fn leaving_early_puts_the_mode_back() {
    fn read(page: &str) -> Option<char> {
        let _off = set_recording(false);
        let first = page.chars().next()?;
        Some(first)
    }
    check(|| {
        let nothing = read("");
        require!(nothing.is_none(), WrongResult, "an empty page begins with {nothing:?}");
        expect(true, "after a function that left its block by `?`");
    });
}

#[test]
fn a_panic_puts_the_mode_back() {
    check(|| {
        let _off = set_recording(false);
        let result = catch_unwind(|| {
            let _on = set_recording(true);
            panic!("order in the court")
        });
        require!(result.is_err(), WrongResult, "the panic of a block with a guard is gone");
        expect(false, "when a block that was on has ended in a panic, within one that is off,");
    });
}

#[test]
fn each_thread_has_its_own_mode() {
    check(|| {
        let _off = set_recording(false);
        thread::scope(|s| {
            let other = s.spawn(|| {
                expect(true, "in a new thread, started by one that is off the record,");
                {
                    let _off = set_recording(false);
                    yield_point();
                    expect(false, "with a guard for off alive");
                }
                expect(true, "in the other thread, when its guard has been dropped,");
            });
            expect(false, "while another thread has guards of its own,");
            yield_point();
            expect(false, "while another thread has guards of its own,");
            other.join().unwrap();
        });
        expect(false, "when the other thread has ended");
    });
}

#[test]
fn many_threads_have_modes_of_their_own() {
    fn descend(depth: u32) {
        expect(true, "in a new thread, with all those above it off the record,");
        let _off = set_recording(false);
        if depth < 20 {
            thread::scope(|s| s.spawn(|| descend(depth + 1)).join().unwrap());
        }
        expect(false, "when the threads below have ended");
    }
    check(|| descend(0));
}

#[test]
fn two_threads_switch_at_the_same_time() {
    check(|| {
        let clerk = || {
            for on in [false, true] {
                let _guard = set_recording(on);
                yield_point();
                expect(on, "while another thread has guards of its own,");
            }
            expect(true, "when all guards of this thread have been dropped");
        };
        thread::scope(|s| {
            let anna = s.spawn(clerk);
            let ben = s.spawn(clerk);
            anna.join().unwrap();
            ben.join().unwrap();
        });
        expect(true, "when both clerks have gone home");
    });
}

#[test]
fn every_call_of_the_wrapper_is_off_the_record() {
    /// Neither `Clone` nor `Debug`, and not to be sent to another thread.
    struct Page(Rc<u32>);

    check(|| {
        let wrapper = unrecorded(|number: u32| {
            expect(false, "in a call of the wrapper");
            Page(Rc::new(number + 1))
        });
        expect(true, "when a function has been wrapped, and not called yet,");
        for number in [1, 5] {
            let Page(result) = wrapper(number);
            require!(
                *result == number + 1,
                WrongResult,
                "`f` returns {} here, and the wrapper {result:?}",
                number + 1
            );
            expect(true, "after a call of the wrapper");
        }
        let _off = set_recording(false);
        wrapper(1);
        expect(false, "off the record, after a call of the wrapper");
    });
}

#[test]
fn a_call_that_panics_puts_the_mode_back() {
    check(|| {
        let wrapper = unrecorded(|(): ()| panic!("order in the court"));
        for on in [true, false] {
            let _guard = set_recording(on);
            let result = catch_unwind(AssertUnwindSafe(|| wrapper(())));
            let panic = result.err();
            require!(
                panic.is_some(),
                WrongResult,
                "`f` panicked, and the caller did not get to know"
            );
            let panic = panic.and_then(|panic| panic.downcast_ref::<&str>().copied());
            require!(
                panic == Some("order in the court"),
                WrongResult,
                "`f` panicked, and the caller got another panic: one that says {panic:?}"
            );
            let when = format!("{}, after a call of the wrapper that panicked,", name(on));
            expect(on, &when);
        }
    });
}

#[test]
fn the_wrapped_function_may_go_on_the_record() {
    check(|| {
        let wrapper = unrecorded(|depth: u32| {
            let inner = unrecorded(|(): ()| expect(false, "in a wrapper within a wrapper"));
            let _on = set_recording(depth > 0);
            inner(());
            expect(depth > 0, "after a wrapper that was called within another one");
        });
        wrapper(0);
        wrapper(1);
        expect(true, "when the outer wrapper has returned");
    });
}

#[test]
fn the_wrapped_function_may_call_the_wrapper() {
    /// A wrapper whose function calls the wrapper.
    struct Clerk {
        read: Box<dyn Fn(u32)>,
    }
    check(|| {
        let clerk = Rc::new_cyclic(|itself: &Weak<Clerk>| {
            let itself = itself.clone();
            let read = unrecorded(move |pages: u32| {
                if pages > 0 {
                    (itself.upgrade().unwrap().read)(pages - 1);
                }
                expect(false, "in a call of the wrapper, after one within it,");
            });
            Clerk { read: Box::new(read) }
        });
        (clerk.read)(2);
        expect(true, "when a wrapper has returned that called itself");
    });
}

/// Finds out whether a type is `Send`: the inherent function exists only if it is, and hides that of the trait.
struct Probe<T>(PhantomData<T>);

trait Otherwise {
    fn is_send() -> bool {
        false
    }
}

impl<T> Otherwise for Probe<T> {}

impl<T: Send> Probe<T> {
    fn is_send() -> bool {
        true
    }
}

#[test]
fn a_guard_stays_in_its_thread() {
    check(|| {
        assert!(
            Probe::<u8>::is_send() && !Probe::<Rc<u8>>::is_send(),
            "the probe sees the difference"
        );
        drop(set_recording(true));
        let sent = Probe::<Recording>::is_send();
        require!(
            !sent,
            WrongResult,
            "a `Recording` can be sent to another thread. Whose mode does it put back when it is dropped there? A field \
             that is not `Send`, such as a `PhantomData<Rc<()>>`, keeps it here"
        );
    });
}
