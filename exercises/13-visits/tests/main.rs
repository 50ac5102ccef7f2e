//! The tests of all exercises that are explored, so that one that fails does not keep the others from being run.

mod days;
mod lines;
mod pieces;
