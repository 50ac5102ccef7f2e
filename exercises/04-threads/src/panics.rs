//! # Five cooks, and one drops the pot
//!
//! Five dishes are cooked at the same time, by five cooks. One of them drops the pot. The other four dishes are to be
//! finished all the same. And whoever gave the order has to hear of the pot: what happened, in the cook's own words.
//!
//! Write `cook_all`.
//!
//! 1. Each dish is cooked by a thread of its own, all of them at the same time.
//! 2. If all goes well, the dishes are returned in the order in which they were asked for.
//! 3. If one panics, the others are finished first. Then `cook_all` panics with the same payload: the very value that
//!    the cook's thread died of, not a message about it. If several panic, it is that of the first in the order in which
//!    they were asked for.
//! 4. When `cook_all` returns or panics, every thread that it started has ended.
//!
//! Check it with `cargo test -p threads --test panics`.

// Bring in what you need, for example `use std::panic;` and `use std::thread;`.

/// Cooks all `dishes` at the same time, each in a thread of its own, and returns them in order.
///
/// # Panics
/// When all threads have ended, if one of them panicked, with the payload of the first in the order of `dishes`.
pub fn cook_all<D, F>(dishes: Vec<F>) -> Vec<D>
where
    F: FnOnce() -> D + Send + 'static,
    D: Send + 'static,
{
    todo!("cook them all, wait for everybody, and only then look who panicked")
}
