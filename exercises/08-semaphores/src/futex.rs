//! Sleeping on a number in memory, as Linux has it. Given: nothing is to be done here.

pub use interleave::futex::{wait, wait_timeout, wake};
