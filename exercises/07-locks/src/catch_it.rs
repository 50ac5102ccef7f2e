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
// Bring in what else your test needs.

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
    todo!("take, give back, and see whether the promises hold")
}
