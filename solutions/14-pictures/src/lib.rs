//! Chapter 14, pictures: the exercises solved.
//!
//! Each file is also where its exercise comes from: what stands between `ANSWER` and `END` is what a learner
//! writes, and the lines that begin with `|` are what the learner finds there. `wrong/` and `right/` beside this
//! folder hold further answers, each of which the tests must refuse or accept.
//!
//! `examples/pictures.rs` is the whole program, made of them.

pub mod crew;
pub mod ledger;
pub mod settle;

/// What the exercises are made of, as learners find it.
#[path = "../../../exercises/14-pictures/src/record.rs"]
pub mod record;
/// The service.
#[path = "../../../exercises/14-pictures/src/service.rs"]
pub mod service;
/// The consumers.
#[path = "../../../exercises/14-pictures/src/worker.rs"]
pub mod worker;
