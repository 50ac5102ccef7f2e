//! Chapter 07, locks: the exercises solved.
//!
//! Each file is also where its exercise comes from: what stands between `ANSWER` and `END` is what a learner
//! writes, and the lines that begin with `|` are what the learner finds there. `wrong/` and `right/` beside this
//! folder hold further answers, each of which the tests must refuse or accept.

#![allow(
    clippy::new_without_default,
    reason = "the exercises ask for the functions they need and no more"
)]

#[allow(unused_imports, reason = "the macros are there for answers that print")]
#[macro_use]
extern crate interleave as std;
// `core` as well: what went to the real one directly, the tests would not see.
extern crate interleave as core;

#[cfg(target_os = "linux")]
pub mod append_log;
pub mod catch_it;
pub mod counter;
#[cfg(target_os = "linux")]
pub mod file_lock;
#[cfg(target_os = "linux")]
#[path = "../../../exercises/07-locks/src/futex.rs"]
pub mod futex;
pub mod journal;
#[cfg(target_os = "linux")]
#[path = "../../../exercises/07-locks/src/robust.rs"]
pub mod robust;
#[cfg(target_os = "linux")]
pub mod shared_mutex;
pub mod spin_lock;
pub mod ticket_office;
pub mod transfer;
