//! The tests of all exercises of the chapter, so that one that fails does not keep the others from being run.

mod memo;
mod mode_guard;
mod retry;
mod timed;
