//! The tests of the exercises, word for word, run against the solutions.

// The test files say `use coroutines::…`; here that is the solved crate.
extern crate coroutines_solution as coroutines;

#[path = "../../../exercises/12-coroutines/tests/executor.rs"]
mod executor;
#[path = "../../../exercises/12-coroutines/tests/generator.rs"]
mod generator;
#[path = "../../../exercises/12-coroutines/tests/switcher.rs"]
mod switcher;
#[path = "../../../exercises/12-coroutines/tests/timers.rs"]
mod timers;
