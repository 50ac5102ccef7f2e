//! The tests of all exercises that are explored, so that one that fails does not keep the others from being run.

mod barrier;
mod bounded_buffer;
mod readers_writers;
mod semaphore;
