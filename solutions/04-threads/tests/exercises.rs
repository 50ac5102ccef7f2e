//! The tests of the exercises, word for word, run against the solutions.

// The test files say `use threads::…`; here that is the solved crate.
extern crate threads_solution as threads;

#[path = "../../../exercises/04-threads/tests/first_come.rs"]
mod first_come;
#[path = "../../../exercises/04-threads/tests/panics.rs"]
mod panics;
#[path = "../../../exercises/04-threads/tests/parallel_sum.rs"]
mod parallel_sum;
#[path = "../../../exercises/04-threads/tests/stoppable.rs"]
mod stoppable;
