//! The program from outside: each test runs it on a copy of `tests/fixture`, with the real `rustc`.

mod interrupt;
mod judge;
mod learner;
mod names;
mod prove;
mod serve;
mod support;
