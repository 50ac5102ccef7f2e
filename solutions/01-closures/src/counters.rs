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

// ANSWER
// | // Bring in what the two closures share.
use std::cell::Cell;
use std::rc::Rc;
// END

/// A closure that returns 1 when it is called for the first time, then 2, then 3.
///
/// Two counters know nothing of each other.
pub fn counter() -> impl FnMut() -> u64 {
    // ANSWER
    // | || todo!("say which call this is")
    let mut calls = 0;
    move || {
        calls += 1;
        calls
    }
    // END
}

/// Two closures: one that does what `f` does, and one that returns how often the first has been called.
///
/// A call counts from the moment it begins, so `f` itself may ask, and is told of the call it is in. A call that ends
/// in a panic has been one, and so has a call that `f` makes while it runs. Each call of the first closure calls `f`
/// once. The count starts at 0 and is not changed by being asked for.
pub fn counted(f: impl Fn(i64) -> i64) -> (impl Fn(i64) -> i64, impl Fn() -> u64) {
    // ANSWER
    // | (move |x| todo!("count, and call f"), || todo!("how often?"))
    let calls = Rc::new(Cell::new(0));
    let asked = Rc::clone(&calls);
    let instead = move |x| {
        // The number is read and written here, and is free again when `f` runs.
        calls.set(calls.get() + 1);
        f(x)
    };
    (instead, move || asked.get())
    // END
}
