//! # Counters
//!
//! A function in a program of yours is called too often, you suspect. You want to know how often, without touching
//! the function, and without a global variable.
//!
//! 1. `counter`: a closure that counts its own calls. The number lives in the closure.
//! 2. `counted`: takes a function and returns two closures. One is called in its place, the other one knows how often
//!    that has happened. They have one number together, on purpose.
//!
//! Check it with `cargo test -p closures --test counters`.

// Bring in what the two closures share.

/// A closure that returns 1 when it is called for the first time, then 2, then 3.
///
/// Two counters know nothing of each other.
pub fn counter() -> impl FnMut() -> u64 {
    || todo!("say which call this is")
}

/// Two closures: one that does what `f` does, and one that returns how often the first has been called.
///
/// A call counts from the moment it begins, so `f` itself may ask, and is told of the call it is in. A call that ends
/// in a panic has been one, and so has a call that `f` makes while it runs. Each call of the first closure calls `f`
/// once. The count starts at 0 and is not changed by being asked for.
pub fn counted(f: impl Fn(i64) -> i64) -> (impl Fn(i64) -> i64, impl Fn() -> u64) {
    (move |x| todo!("count, and call f"), || todo!("how often?"))
}
