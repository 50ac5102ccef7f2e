//! The tests of all exercises of the chapter, so that one that fails does not keep the others from being run.

use std::process::ExitCode;

mod duplex;
mod frames;
mod full_pipe;
mod many_writers;

fn main() -> ExitCode {
    forktest::main(&[
        ("frames", frames::TESTS),
        ("duplex", duplex::TESTS),
        ("full_pipe", full_pipe::TESTS),
        ("many_writers", many_writers::TESTS),
    ])
}
