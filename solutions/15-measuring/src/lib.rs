//! Chapter 15, measuring: the exercises solved.
//!
//! Each file is also where its exercise comes from: what stands between `ANSWER` and `END` is what a learner
//! writes, and the lines that begin with `|` are what the learner finds there. `wrong/` and `right/` beside this
//! folder hold further answers, each of which the tests must refuse or accept.

#[allow(unused_imports, reason = "the macros are there for answers that print")]
#[macro_use]
extern crate interleave as std;
// `core` as well: what went to the real one directly, the tests would not see.
extern crate interleave as core;

pub mod amdahl;
pub mod fair_compare;
pub mod grain;
