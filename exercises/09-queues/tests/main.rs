//! The tests of all exercises that are explored, so that one that fails does not keep the others from being run.

mod bounded_queue;
mod ring;
mod work_stealing;
