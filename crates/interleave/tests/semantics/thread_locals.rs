//! `thread_local!`: one value for each thread, made on first use, dropped when the thread ends.

use crate::support::holds;
use interleave::sync::Arc;
use interleave::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use interleave::thread;
use std::cell::{Cell, RefCell};

interleave::thread_local! {
    static COUNT: Cell<u32> = const { Cell::new(1) };
    static WORDS: RefCell<Vec<&'static str>> = const { RefCell::new(Vec::new()) };
    static DROPPED: RefCell<Option<CountsDrops>> = const { RefCell::new(None) };
}

struct CountsDrops(Arc<AtomicUsize>);

impl Drop for CountsDrops {
    fn drop(&mut self) {
        self.0.fetch_add(1, SeqCst);
    }
}

#[test]
fn each_thread_has_its_own_value() {
    holds(|| {
        COUNT.set(5);
        let seen = thread::spawn(|| {
            COUNT.set(COUNT.get() + 1);
            COUNT.get()
        });
        assert_eq!(seen.join().unwrap(), 2, "a new thread begins with the first value");
        assert_eq!(COUNT.get(), 5, "another thread changed the value of this one");
    });
}

#[test]
fn each_interleaving_begins_with_the_first_value() {
    let report = holds(|| {
        let order = Arc::new(AtomicUsize::new(0));
        let other = Arc::clone(&order);
        let thread = thread::spawn(move || COUNT.set(COUNT.get() + other.swap(1, SeqCst) as u32));
        order.store(2, SeqCst);
        assert_eq!(COUNT.replace(9), 1, "the value of an interleaving before");
        thread.join().unwrap();
    });
    assert!(report.interleavings > 1, "there was nothing to begin anew");
}

#[test]
fn the_forms_of_access_agree() {
    holds(|| {
        WORDS.with(|words| words.borrow_mut().push("a"));
        WORDS.with_borrow_mut(|words| words.push("b"));
        WORDS.try_with(|words| assert_eq!(words.borrow().len(), 2)).unwrap();
        assert_eq!(WORDS.replace(vec!["c"]), ["a", "b"]);
        assert_eq!(WORDS.take(), ["c"]);
        WORDS.with_borrow(|words| assert!(words.is_empty()));
    });
}

#[test]
fn a_value_is_dropped_when_its_thread_ends() {
    holds(|| {
        let dropped = Arc::new(AtomicUsize::new(0));
        let counting = Arc::clone(&dropped);
        let other = thread::spawn(move || DROPPED.set(Some(CountsDrops(counting))));
        other.join().unwrap();
        assert_eq!(
            dropped.load(SeqCst),
            1,
            "join returned before the thread's values were dropped"
        );
    });
}
