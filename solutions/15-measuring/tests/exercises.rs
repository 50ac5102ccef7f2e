//! The tests of the exercises, word for word, run against the solutions.

// The test files say `use measuring::…`; here that is the solved crate.
extern crate measuring_solution as measuring;

#[path = "../../../exercises/15-measuring/tests/amdahl.rs"]
mod amdahl;
#[path = "../../../exercises/15-measuring/tests/fair_compare.rs"]
mod fair_compare;
#[path = "../../../exercises/15-measuring/tests/grain.rs"]
mod grain;
