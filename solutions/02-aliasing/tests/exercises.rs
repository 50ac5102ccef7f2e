//! The tests of the exercises, word for word, run against the solutions.

// The test files say `use aliasing::…`; here that is the solved crate.
extern crate aliasing_solution as aliasing;

#[path = "../../../exercises/02-aliasing/tests/grid.rs"]
mod grid;
#[path = "../../../exercises/02-aliasing/tests/puzzles.rs"]
mod puzzles;
#[path = "../../../exercises/02-aliasing/tests/snapshot.rs"]
mod snapshot;
#[path = "../../../exercises/02-aliasing/tests/split.rs"]
mod split;
