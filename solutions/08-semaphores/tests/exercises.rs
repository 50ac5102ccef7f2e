//! The tests of the exercises, word for word, run against the solutions.

// The test files say `use semaphores::…`; here that is the solved crate.
extern crate semaphores_solution as semaphores;

#[path = "../../../exercises/08-semaphores/tests/barrier.rs"]
mod barrier;
#[path = "../../../exercises/08-semaphores/tests/bounded_buffer.rs"]
mod bounded_buffer;
#[path = "../../../exercises/08-semaphores/tests/readers_writers.rs"]
mod readers_writers;
#[path = "../../../exercises/08-semaphores/tests/semaphore.rs"]
mod semaphore;
