//! The tests of the exercises, word for word, run against the solutions.

// The test files say `use wrappers::…`; here that is the solved crate.
extern crate wrappers_solution as wrappers;

#[path = "../../../exercises/03-wrappers/tests/memo.rs"]
mod memo;
#[path = "../../../exercises/03-wrappers/tests/mode_guard.rs"]
mod mode_guard;
#[path = "../../../exercises/03-wrappers/tests/retry.rs"]
mod retry;
#[path = "../../../exercises/03-wrappers/tests/timed.rs"]
mod timed;
