//! The tests of all exercises of the chapter, so that one that fails does not keep the others from being run.

mod grid;
mod puzzles;
mod snapshot;
mod split;
