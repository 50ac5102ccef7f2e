//! The tests of the exercises, word for word, run against the solutions.

// The test files say `use visits::…`; here that is the solved crate.
extern crate visits_solution as visits;

#[path = "../../../exercises/13-visits/tests/days.rs"]
mod days;
#[path = "../../../exercises/13-visits/tests/lines.rs"]
mod lines;
#[path = "../../../exercises/13-visits/tests/pieces.rs"]
mod pieces;
