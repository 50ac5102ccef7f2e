//! The tests of the exercises, word for word, run against the solutions.

use std::process::ExitCode;

// The test files say `use pipes::…`; here that is the solved crate.
extern crate pipes_solution as pipes;

#[path = "../../../exercises/10-pipes/tests/duplex.rs"]
mod duplex;
#[path = "../../../exercises/10-pipes/tests/frames.rs"]
mod frames;
#[path = "../../../exercises/10-pipes/tests/full_pipe.rs"]
mod full_pipe;
#[path = "../../../exercises/10-pipes/tests/many_writers.rs"]
mod many_writers;

fn main() -> ExitCode {
    forktest::main(&[
        ("frames", frames::TESTS),
        ("duplex", duplex::TESTS),
        ("full_pipe", full_pipe::TESTS),
        ("many_writers", many_writers::TESTS),
    ])
}
