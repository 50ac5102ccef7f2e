//! Panics: they arrive at `join`, and are not lost where nobody joins.

use crate::support::{fails, holds};
use interleave::sync::Arc;
use interleave::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use interleave::{Verdict, panic, require, thread};

#[test]
fn a_panic_arrives_at_join_with_its_message() {
    holds(|| {
        let seven = 7;
        let thread = thread::spawn(move || panic!("the message is {seven}"));
        let payload = thread.join().unwrap_err();
        assert_eq!(payload.downcast_ref::<String>().unwrap(), "the message is 7");
        let thread = thread::spawn(|| panic::panic_any(12_u8));
        assert_eq!(thread.join().unwrap_err().downcast_ref::<u8>(), Some(&12));
    });
}

#[test]
fn a_demand_may_quote_the_panic_of_another_thread() {
    let report = fails(Verdict::WrongResult, || {
        let seen = thread::spawn(|| panic!("the first one")).join();
        require!(seen.is_ok(), WrongResult, "it came to this: {seen:?}");
    });
    assert_eq!(report.message, "it came to this: Err(Any { .. })");
    fails(Verdict::WrongResult, || {
        let seen = thread::spawn(|| panic!("the first one")).join().unwrap_err();
        require!(false, WrongResult, "it came to this: {seen:?}");
    });
}

#[test]
fn a_panic_that_nobody_joins_fails_the_program() {
    let report = fails(Verdict::Panicked, || {
        thread::spawn(|| panic!("unseen"));
    });
    assert!(report.to_string().contains("unseen"), "the message is missing in:\n{report}");
    assert!(report.to_string().contains("panics.rs:"), "the line is missing in:\n{report}");
}

#[test]
fn a_panic_of_main_fails_the_program() {
    let report = fails(Verdict::Panicked, || {
        assert_eq!(1 + 1, 3, "a sum");
    });
    assert!(report.to_string().contains("a sum"), "the message is missing in:\n{report}");
}

#[test]
fn a_panic_of_a_scoped_thread_is_told_as_its_own() {
    let report = fails(Verdict::LostUpdate, || {
        thread::scope(|s| {
            s.spawn(|| require!(1 + 1 == 3, LostUpdate, "from within"));
        });
    });
    assert!(report.message.contains("from within"), "the message is: {}", report.message);
}

#[test]
fn a_scope_panics_only_if_nobody_joined_the_one_that_did() {
    holds(|| {
        thread::scope(|s| {
            assert!(s.spawn(|| panic!("joined")).join().is_err());
        });
        let scope = panic::catch_unwind(|| {
            thread::scope(|s| {
                s.spawn(|| panic!("not joined"));
            })
        });
        assert!(scope.is_err(), "the scope did not notice");
    });
}

#[test]
fn a_caught_panic_is_no_failure() {
    holds(|| {
        let caught = panic::catch_unwind(|| panic!("caught"));
        assert!(caught.is_err());
    });
}

#[test]
fn unwinding_runs_destructors_and_may_use_the_facade() {
    struct CountsDrops(Arc<AtomicUsize>);
    impl Drop for CountsDrops {
        fn drop(&mut self) {
            assert!(thread::panicking());
            self.0.fetch_add(1, SeqCst);
        }
    }
    holds(|| {
        let dropped = Arc::new(AtomicUsize::new(0));
        let counting = CountsDrops(Arc::clone(&dropped));
        let thread = thread::spawn(move || {
            let _counting = counting;
            panic!("unwinding");
        });
        assert!(thread.join().is_err());
        assert_eq!(dropped.load(SeqCst), 1, "the destructor did not run");
    });
}

#[test]
fn require_fails_with_the_verdict_it_names() {
    fails(Verdict::LostUpdate, || require!(false, LostUpdate, "one is missing"));
    fails(Verdict::TornWrite, || require!(false, TornWrite, "in pieces"));
    holds(|| require!(true, LostUpdate, "never said"));
}

#[test]
fn a_todo_has_not_been_started() {
    #[expect(clippy::todo, reason = "this is what an exercise looks like as shipped")]
    let not_started = || todo!("write this");
    fails(Verdict::NotStarted, not_started);
    let in_a_thread = move || thread::spawn(not_started).join().unwrap();
    fails(Verdict::NotStarted, in_a_thread);
}
