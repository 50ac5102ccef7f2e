//! The tests of the exercises, word for word, run against the solutions.

// The test files say `use locks::…`; here that is the solved crate.
extern crate locks_solution as locks;

#[path = "../../../exercises/07-locks/tests/catch_it.rs"]
mod catch_it;
#[path = "../../../exercises/07-locks/tests/counter.rs"]
mod counter;
#[path = "../../../exercises/07-locks/tests/journal.rs"]
mod journal;
#[path = "../../../exercises/07-locks/tests/spin_lock.rs"]
mod spin_lock;
#[path = "../../../exercises/07-locks/tests/ticket_office.rs"]
mod ticket_office;
#[path = "../../../exercises/07-locks/tests/transfer.rs"]
mod transfer;
