//! Chapter 12, coroutines: the exercises solved.
//!
//! Each file is also where its exercise comes from: what stands between `ANSWER` and `END` is what a learner
//! writes, and the lines that begin with `|` are what the learner finds there. `wrong/` and `right/` beside this
//! folder hold further answers, each of which the tests must refuse or accept.

#[allow(unused_imports, reason = "the macros are there for answers that print")]
#[macro_use]
extern crate interleave as std;
// `core` as well: what went to the real one directly, the tests would not see.
extern crate interleave as core;

pub mod downloads;
pub mod executor;
pub mod generator;
/// What `downloads` is made of, as learners find it.
#[path = "../../../exercises/12-coroutines/src/http.rs"]
pub mod http;
pub mod switcher;
pub mod timers;
