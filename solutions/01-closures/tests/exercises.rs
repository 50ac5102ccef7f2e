//! The tests of the exercises, word for word, run against the solutions.

// The test files say `use closures::…`; here that is the solved crate.
extern crate closures_solution as closures;
