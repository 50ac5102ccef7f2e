//! The tests of the exercises, word for word, run against the solutions.

// The test files say `use aliasing::…`; here that is the solved crate.
extern crate aliasing_solution as aliasing;
