//! The tests of the exercises, word for word, run against the solutions.

// The test files say `use threads::…`; here that is the solved crate.
extern crate threads_solution as threads;
