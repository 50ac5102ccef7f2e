//! The tests of all exercises of the chapter, so that one that fails does not keep the others from being run.

mod counters;
mod multipliers;
mod once_only;
mod which_line;
