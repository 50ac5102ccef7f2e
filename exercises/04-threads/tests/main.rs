//! The tests of all exercises of the chapter, so that one that fails does not keep the others from being run.

mod first_come;
mod panics;
mod parallel_sum;
mod stoppable;
