//! The tests of the exercises, word for word, run against the solutions.

use std::process::ExitCode;

// The test files say `use pictures::…`; here that is the solved crate.
extern crate pictures_solution as pictures;

#[path = "../../../exercises/14-pictures/tests/crew.rs"]
mod crew;
#[path = "../../../exercises/14-pictures/tests/ledger.rs"]
mod ledger;
#[path = "../../../exercises/14-pictures/tests/settle.rs"]
mod settle;

fn main() -> ExitCode {
    forktest::main(&[("ledger", ledger::TESTS), ("settle", settle::TESTS), ("crew", crew::TESTS)])
}
