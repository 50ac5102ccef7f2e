//! The tests of the exercises, word for word, run against the solutions.

// The test files say `use closures::…`; here that is the solved crate.
extern crate closures_solution as closures;

#[path = "../../../exercises/01-closures/tests/counters.rs"]
mod counters;
#[path = "../../../exercises/01-closures/tests/multipliers.rs"]
mod multipliers;
#[path = "../../../exercises/01-closures/tests/once_only.rs"]
mod once_only;
#[path = "../../../exercises/01-closures/tests/which_line.rs"]
mod which_line;
