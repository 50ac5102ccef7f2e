//! The program from outside: each test runs it on a copy of `tests/fixture`, with the real `rustc`.

mod classroom;
mod editor;
mod guide;
mod interrupt;
mod judge;
mod learner;
mod live;
mod names;
mod prove;
mod run;
mod serve;
mod server;
mod support;
mod token;
mod verdicts;
mod watch;
