//! The tests of the exercises, word for word, run against the solutions.

// The test files say `use pools::…`; here that is the solved crate.
extern crate pools_solution as pools;

#[path = "../../../exercises/11-pools/tests/futures.rs"]
mod futures;
#[path = "../../../exercises/11-pools/tests/ordered_map.rs"]
mod ordered_map;
#[path = "../../../exercises/11-pools/tests/per_worker.rs"]
mod per_worker;
#[path = "../../../exercises/11-pools/tests/thread_pool.rs"]
mod thread_pool;
