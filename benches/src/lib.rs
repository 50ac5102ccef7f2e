//! What things cost: the measurements behind every ratio that the book states.
//!
//! ```console
//! $ cargo run --release -p benches                          # every ratio, as a table; minutes
//! $ cargo run --release -p benches -- ratios sum lock       # some topics
//! $ cargo run --release -p benches -- compare sum loop iterator
//! $ cargo bench -p benches -- --quick                       # curves, with criterion
//! ```
//!
//! # Layout
//! - [`case`]: a piece of work with a name; [`paired`], [`interval`]: how two of them are compared
//! - [`ratio`], [`topic`]: what is compared with what, what it should be, what bounds it
//! - [`measure`]: from the cases of a topic to its record; [`python`], [`load`], [`helper`]: other processes that it
//!   needs
//! - [`machine`], [`record`], [`own`], [`table`]: where it was measured, what is written down and where, and how it looks
//! - [`sum`] to [`coroutine`]: the topics, and under them the programs that are measured; [`executor`],
//!   [`futex_mutex`], [`workers`] are used by several
//! - [`solutions`]: the exercises' solutions, compiled with the real `std`; [`sys`]: what is needed from Linux
//!
//! All of it is for Linux. Elsewhere there is the paired runner, and a sentence.

pub mod case;
pub mod interval;
pub mod paired;
pub mod ratio;

#[cfg(target_os = "linux")]
pub mod coroutine;
#[cfg(target_os = "linux")]
pub mod executor;
#[cfg(target_os = "linux")]
pub mod fibonacci;
#[cfg(target_os = "linux")]
pub mod futex_mutex;
#[cfg(target_os = "linux")]
pub mod helper;
#[cfg(target_os = "linux")]
pub mod load;
#[cfg(target_os = "linux")]
pub mod lock;
#[cfg(target_os = "linux")]
pub mod machine;
#[cfg(target_os = "linux")]
pub mod measure;
#[cfg(target_os = "linux")]
pub mod own;
#[cfg(target_os = "linux")]
pub mod pingpong;
#[cfg(target_os = "linux")]
pub mod pipe;
#[cfg(target_os = "linux")]
pub mod pool;
#[cfg(target_os = "linux")]
pub mod python;
#[cfg(target_os = "linux")]
pub mod queue;
#[cfg(target_os = "linux")]
pub mod record;
#[cfg(target_os = "linux")]
pub mod semaphore;
#[cfg(target_os = "linux")]
pub mod shared;
#[cfg(target_os = "linux")]
pub mod solutions;
#[cfg(target_os = "linux")]
pub mod start;
#[cfg(target_os = "linux")]
pub mod sum;
#[cfg(target_os = "linux")]
pub mod sys;
#[cfg(target_os = "linux")]
pub mod table;
#[cfg(target_os = "linux")]
pub mod topic;
#[cfg(target_os = "linux")]
pub mod workers;

// What the solutions name as their own crate's.
#[cfg(target_os = "linux")]
use self::solutions::{robust, wire, worker};
#[cfg(target_os = "linux")]
use self::sys::futex;
