//! The tests of the exercises, word for word, run against the solutions.

// The test files say `use wrappers::…`; here that is the solved crate.
extern crate wrappers_solution as wrappers;
