//! # The test that fails
//!
//! You have been the one who is tested. Now change sides. Somebody has written lockers for a swimming pool, several
//! times over. Some versions are right and some are not, and the wrong ones are wrong in a few interleavings only.
//!
//! Write `your_test`, one function that is run on each version under every interleaving. On a right version it ends
//! quietly, whoever runs when. On a wrong one it fails in at least one interleaving: by an assertion of yours, by a
//! panic, by threads that wait for ever.
//!
//! [`Lockers`] says what a right version promises, and you may hold it to nothing else.
//!
//! Check it with `cargo test -p locks --test catch_it`.

use std::sync::Arc;
// ANSWER
// | // Bring in what else your test needs.
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
// END

/// A row of lockers that the visitors of a swimming pool take and give back, all at the same time.
///
/// 1. A locker belongs to one visitor at a time: from the `take` that returned it to its `give_back`.
/// 2. `take` finds a locker as long as one is free. Which one is not promised.
/// 3. A locker that was given back is free again.
/// 4. `free` is exact when no other call is under way. During other calls it may be behind them.
/// 5. No call waits for ever, and none panics.
pub trait Lockers: Send + Sync {
    /// Takes a free locker, and returns its number. `None` if there is none.
    fn take(&self) -> Option<usize>;

    /// Gives back a locker that was taken.
    fn give_back(&self, locker: usize);

    /// How many lockers are free.
    fn free(&self) -> usize;
}

/// Ends quietly if the lockers keep their promises, and fails in some interleaving if they break one.
///
/// `open` opens a row of so many lockers, at most 60, numbered from 0, all of them free. Each call opens another one.
///
/// Two or three threads and a few calls find everything there is to find here, and every further call
/// multiplies the interleavings to be tried.
pub fn your_test(open: fn(usize) -> Arc<dyn Lockers>) {
    // ANSWER
    // | todo!("take, give back, and see whether the promises hold")
    enough_for_everybody(&*open(2));
    one_for_two(&*open(1));
    // END
}
// ANSWER

/// Two lockers and two visitors: `take` has no excuse.
fn enough_for_everybody(lockers: &dyn Lockers) {
    let taken = [const { AtomicBool::new(false) }; 2];
    let visit = || {
        let mine = lockers.take().expect("there is a locker for each of the two");
        assert!(!taken[mine].swap(true, Ordering::SeqCst), "locker {mine} belongs to two visitors");
        taken[mine].store(false, Ordering::SeqCst);
        lockers.give_back(mine);
    };
    thread::scope(|s| {
        // Anna comes twice: a mistake in her first visit may only be seen in her second.
        let anna = s.spawn(|| {
            visit();
            visit();
        });
        let ben = s.spawn(visit);
        anna.join().unwrap();
        ben.join().unwrap();
    });
    // Everybody has gone home. All numbers are exact now, and the row is as good as new.
    assert_eq!(lockers.free(), 2, "everything was given back");
    let first = lockers.take().expect("both lockers are free");
    let second = lockers.take().expect("one of two lockers is free");
    assert_ne!(first, second, "two lockers, two numbers");
    assert_eq!(lockers.take(), None, "both lockers are taken");
    assert_eq!(lockers.free(), 0, "both lockers are taken");
}

/// Two visitors who want the same last locker: one of them may be turned away, both must not be.
fn one_for_two(lockers: &dyn Lockers) {
    let (anna, ben) = thread::scope(|s| {
        let anna = s.spawn(|| lockers.take());
        let ben = s.spawn(|| lockers.take());
        (anna.join().unwrap(), ben.join().unwrap())
    });
    assert_eq!(anna.or(ben), Some(0), "the only locker is number 0");
    assert!(anna.is_none() || ben.is_none(), "one locker, two visitors");
    lockers.give_back(0);
    assert_eq!(lockers.free(), 1, "the only locker was given back");
}
// END
