//! Chapter 10, pipes: the exercises solved.
//!
//! Each file is also where its exercise comes from: what stands between `ANSWER` and `END` is what a learner
//! writes, and the lines that begin with `|` are what the learner finds there. `wrong/` and `right/` beside this
//! folder hold further answers, each of which the tests must refuse or accept.

pub mod duplex;
pub mod frames;
pub mod full_pipe;
pub mod many_writers;

#[path = "../../../exercises/10-pipes/src/child.rs"]
pub mod child;
