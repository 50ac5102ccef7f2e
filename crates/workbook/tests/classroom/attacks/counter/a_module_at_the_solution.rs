//! Has the solution as a module.

#[path = "../../../solutions/07-locks/src/counter.rs"]
mod solution;

pub use solution::Counter;
