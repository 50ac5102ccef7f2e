//! Chapter 06, shared memory: the exercises solved.
//!
//! Each file is also where its exercise comes from: what stands between `ANSWER` and `END` is what a learner
//! writes, and the lines that begin with `|` are what the learner finds there. `wrong/` and `right/` beside this
//! folder hold further answers, each of which the tests must refuse or accept.

pub mod janitor;
pub mod manager;
pub mod shared_array;
pub mod shared_value;
#[path = "../../../exercises/06-shared-memory/src/wire.rs"]
pub mod wire;
