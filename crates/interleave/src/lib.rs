//! Runs plain `std` code under every interleaving that matters, and shows the one that breaks it.
//!
//! One line at the root of a crate makes its code explorable; the code itself stays plain `std`:
//!
//! ```
//! #[macro_use]
//! extern crate interleave as std;
//!
//! use std::sync::atomic::{AtomicU32, Ordering::SeqCst};
//! use std::thread;
//!
//! fn main() {
//!     let report = interleave::Explorer::new().explore(|| {
//!         let visitors = AtomicU32::new(0);
//!         let visit = || visitors.store(visitors.load(SeqCst) + 1, SeqCst);
//!         thread::scope(|s| {
//!             s.spawn(visit);
//!             s.spawn(visit);
//!         });
//!         interleave::require!(visitors.load(SeqCst) == 2, LostUpdate, "a visitor was lost");
//!     });
//!     assert_eq!(report.verdict, interleave::Verdict::LostUpdate);
//! }
//! ```
//!
//! Outside an exploration every call goes to the real `std`.
//!
//! # Layout
//! - what a test says: [`check`], [`reachable`], [`outcomes`], [`Explorer`], [`Gauge`], [`held`], [`unexplored`],
//!   [`size`], [`require!`]
//! - what it is told: [`Verdict`], [`Report`], [`Timeline`]
//! - the facade of `std`: [`sync`], [`thread`], [`time`], [`cell`], [`hint`], [mod@panic], [`process`], printing
//! - `futex` (Linux): what std's locks sleep on, for those who build one
//! - `kernel`: threads as coroutines, what an operation means, which thread may go on
//! - `search`: in which order interleavings are tried
//! - `report`: from a recorded run to text and JSON
//! - `graph`: all interleavings of a small program, for a reader who wants to choose
//!
//! The JSON is described in `docs/report.md` and `docs/graph.md`, and what exploring costs in `docs/cost.md`.

mod explain;
mod explorer;
mod gauge;
mod graph;
mod kernel;
mod leaks;
mod outcomes;
mod overflow;
mod peek;
mod report;
mod search;
mod staff;
mod unexplored;
mod verdict;

pub mod cell;
#[cfg(target_os = "linux")]
pub mod futex;
pub mod hint;
pub mod panic;
#[doc(hidden)]
pub mod print;
pub mod process;
pub mod sync;
pub mod thread;
pub mod time;

pub use explorer::{Explorer, check, name_test, outcomes, reachable, seed_tests, size};
#[doc(hidden)]
pub use gauge::broken;
pub use gauge::{Gauge, Inside, alone, step, yield_point};
pub use graph::{Ending, Graph, GraphError, State, Waiting, Way};
pub use kernel::exploring;
pub use leaks::held;
pub use outcomes::{Outcome, Outcomes};
pub use report::{ObjectInfo, Report, Step, Timeline};
pub use staff::Staff;
pub use unexplored::unexplored;
pub use verdict::Verdict;

#[doc(hidden)]
pub use ::std as __std;
/// Everything else of `std`, for `extern crate interleave as std`. What is named above wins over this.
#[doc(no_inline)]
pub use ::std::*;

/// As [`std::thread_local!`]; inside an exploration each explored thread has its own value.
#[macro_export]
macro_rules! thread_local {
    () => {};
    (@one [$(#[$attr:meta])*] $vis:vis $name:ident, $t:ty, $init:expr) => {
        $(#[$attr])*
        $vis static $name: $crate::thread::LocalKey<$t> = {
            fn init() -> $t {
                $init
            }
            $crate::__std::thread_local! { static REAL: $t = init(); }
            $crate::thread::LocalKey::new(&REAL, init)
        };
    };
    ($(#[$attr:meta])* $vis:vis static $name:ident: $t:ty = const $init:block $(; $($rest:tt)*)?) => {
        $crate::thread_local!(@one [$(#[$attr])*] $vis $name, $t, $init);
        $($crate::thread_local!($($rest)*);)?
    };
    ($(#[$attr:meta])* $vis:vis static $name:ident: $t:ty = $init:expr $(; $($rest:tt)*)?) => {
        $crate::thread_local!(@one [$(#[$attr])*] $vis $name, $t, $init);
        $($crate::thread_local!($($rest)*);)?
    };
}
