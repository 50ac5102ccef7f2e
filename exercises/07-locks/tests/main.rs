//! The tests of all exercises of the chapter, so that one that fails does not keep the others from being run.

mod catch_it;
mod counter;
mod journal;
mod spin_lock;
mod ticket_office;
mod transfer;
