//! # How large a piece
//!
//! `par_iter` cuts a list in two, offers one half to whoever has nothing to do, and does the same with each half. At
//! some size it has to stop: an offer costs something, too. That size is the *grain*. With one that is too small all
//! are busy with offers. With one that is too large, one worker is at it and the others look on.
//!
//! 1. `sum` adds up `work(item)` for every item of a range. What has more than `grain` items is cut in the middle, or
//!    less than `grain` items away from it, and `join` gets both halves, which are cut in turn. What has `grain` items
//!    or fewer is a piece, and done as it is.
//! 2. `grain` chooses the size of a piece, for so many items, workers, and costs.
//!
//! Nobody measures time here. The tests look where `sum` cuts. For `grain`, a made-up machine tells when all would be
//! done: it cuts in the middle, each offer costs whoever makes it `costs.offer`, an item costs `costs.item` on average,
//! and a worker who is free takes the half that was offered first. There all must be done in 1.75 times the time of the
//! best grain at most, also if the items cost more and more, from next to nothing to twice the average.
//!
//! Check it with `cargo test -p measuring --test grain`.

#![forbid(unsafe_code, reason = "nothing in this exercise needs it")]

use std::ops::Range;

/// Does two things, at the same time if somebody is free, as `rayon::join` does. This is given; the tests bring their
/// own workers.
pub trait Join: Sync {
    /// Calls both, and returns what they returned.
    fn join<A: Send, B: Send>(
        &self,
        a: impl FnOnce() -> A + Send,
        b: impl FnOnce() -> B + Send,
    ) -> (A, B);
}

/// What things cost, both in the same unit, such as nanoseconds. Each is between 1 and `u32::MAX`.
#[derive(Clone, Copy, Debug)]
pub struct Costs {
    /// To offer a half to another worker, whether somebody takes it or not.
    pub offer: u64,
    /// To do one item, on average.
    pub item: u64,
}

/// The sum of `work(item)` for all `items`, in pieces of `grain` items at most.
///
/// `grain` is 1 or more. The range may begin and end anywhere in `usize`, and does not end before it begins. The sum
/// fits in a `u64`.
pub fn sum<J: Join>(
    join: &J,
    items: Range<usize>,
    grain: usize,
    work: &(impl Fn(usize) -> u64 + Sync),
) -> u64 {
    todo!("a piece is done as it is; what is larger is cut, and `join` gets both halves")
}

/// How many items a piece should have at most, if `workers` share `items`. It is 1 or more.
///
/// `items` is between 0 and `u32::MAX`, `workers` between 1 and `u32::MAX`.
pub fn grain(items: usize, workers: usize, costs: Costs) -> usize {
    todo!("pieces enough for all, and each of them worth its offer")
}
