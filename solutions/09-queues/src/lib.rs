//! Chapter 09, queues: the exercises solved.
//!
//! Each file is also where its exercise comes from: what stands between `ANSWER` and `END` is what a learner
//! writes, and the lines that begin with `|` are what the learner finds there. `wrong/` and `right/` beside this
//! folder hold further answers, each of which the tests must refuse or accept.

#[allow(unused_imports, reason = "the macros are there for answers that print")]
#[macro_use]
extern crate interleave as std;
// `core` as well: what went to the real one directly, the tests would not see.
extern crate interleave as core;

pub mod bounded_queue;
#[cfg(target_os = "linux")]
#[path = "../../../exercises/09-queues/src/line.rs"]
pub mod line;
#[cfg(target_os = "linux")]
pub mod process_queue;
pub mod ring;
pub mod work_stealing;
