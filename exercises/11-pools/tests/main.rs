//! The tests of all exercises that are explored, so that one that fails does not keep the others from being run.

mod futures;
mod ordered_map;
mod per_worker;
mod thread_pool;
