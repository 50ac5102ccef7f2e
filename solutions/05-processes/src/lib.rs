//! Chapter 05, processes: the exercises solved.
//!
//! Each file is also where its exercise comes from: what stands between `ANSWER` and `END` is what a learner
//! writes, and the lines that begin with `|` are what the learner finds there. `wrong/` and `right/` beside this
//! folder hold further answers, each of which the tests must refuse or accept.

#![allow(
    clippy::new_without_default,
    reason = "the exercises ask for the functions they need and no more"
)]

pub mod child;
pub mod family;
pub mod flush_once;
pub mod process;
pub mod reaper;
