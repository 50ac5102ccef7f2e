//! The tests of the exercises, word for word, run against the solutions.

// The test files say `use queues::…`; here that is the solved crate.
extern crate queues_solution as queues;

#[path = "../../../exercises/09-queues/tests/bounded_queue.rs"]
mod bounded_queue;
#[path = "../../../exercises/09-queues/tests/ring.rs"]
mod ring;
#[path = "../../../exercises/09-queues/tests/work_stealing.rs"]
mod work_stealing;
