//! The tests of all exercises of the chapter, so that one that fails does not keep the others from being run.

use std::process::ExitCode;

mod crew;
mod ledger;
mod settle;

fn main() -> ExitCode {
    forktest::main(&[("ledger", ledger::TESTS), ("settle", settle::TESTS), ("crew", crew::TESTS)])
}
