//! # Which of two is faster
//!
//! You measure one function for a second, then the other one for a second, and one is 20 % faster. Measure again, and
//! the other one is. A machine is not the same for long: its clock goes up and down, and others use it as well. Write
//! a comparison that can be believed.
//!
//! 1. The first call of a function is slow: its code and its data come from far away. Call both once before you
//!    measure anything.
//! 2. `compare` measures in rounds, `plan.rounds` of them. In each round both functions are measured twice, in such an
//!    order that a machine which slows down evenly slows down both equally. And in each round after the first one, both
//!    come equally often after a call of the other. Each round gives one ratio: how many times as long the first took.
//! 3. To measure once is to call the function so often that at least `plan.sample` goes by on the clock. What counts is
//!    the time for a call. If the clock shows whole milliseconds and the function takes some microseconds, one call
//!    says nothing. And to read the clock takes time, so read it before the first call and after the last, not in
//!    between. How many calls that are, you have to find out, and on a machine that gets faster it becomes more.
//! 4. `ratio` is the median of the rounds: a neighbour who spoils fewer than half of them changes nothing.
//! 5. `faster` is careful. It names one of the two only if it took less time in at least nine of ten rounds.
//!
//! The tests have a clock and functions of their own. No real time is looked at.
//!
//! Check it with `cargo test -p measuring --test fair_compare`.

#![forbid(unsafe_code, reason = "nothing in this exercise needs it")]

use std::time::Duration;

/// A clock, as `std::time::Instant` is one. This is given.
pub trait Clock {
    /// The time since some moment in the past, which may be long ago.
    fn now(&self) -> Duration;
}

/// How long to measure.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    /// How many rounds, 1 or more.
    pub rounds: usize,
    /// How long a function is called, at least, each time that it is measured. It may be zero: then one call is enough.
    pub sample: Duration,
}

/// What a comparison came to.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// For each round, how many times as long the first function took as the second. At least one.
    pub rounds: Vec<f64>,
}

/// One of the two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// The first function.
    First,
    /// The second one.
    Second,
}

/// Compares two functions.
pub fn compare(
    first: &mut dyn FnMut(),
    second: &mut dyn FnMut(),
    clock: &dyn Clock,
    plan: Plan,
) -> Comparison {
    todo!("warm up; then rounds, of four measurements each")
}

impl Comparison {
    /// The median of the rounds: the one in the middle, or what lies halfway between the two in the middle.
    pub fn ratio(&self) -> f64 {
        todo!("sort a copy; `f64::total_cmp` compares")
    }

    /// Which of the two took less time in at least nine of ten rounds. A round in which both took the same is none of
    /// either's. `None` if it is neither.
    pub fn faster(&self) -> Option<Which> {
        todo!("count the rounds on either side of 1")
    }
}
