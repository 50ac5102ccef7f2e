//! Tests of programs that are made of several processes. Linux only, since `/proc` tells what a process does.
//!
//! libtest runs tests on threads, and a process with threads must not fork: the child has one thread and the locks of
//! all of them. A failed assertion in a forked child ends a thread of the child, and the test stays green. So a file of
//! process tests has a `main` of its own (`harness = false`), which runs each test in a process of its own:
//!
//! ```no_run
//! forktest::tests! {
//!     fn two_processes_are_never_inside_at_once(scene: &forktest::Scene) {
//!         let file = scene.path("ticket.lock");
//!         let ann = scene.fork("ann", |me| with_lock(&file, || me.stop_at("inside")));
//!         ann.expect_at("inside");
//!         let ben = scene.fork("ben", |me| with_lock(&file, || me.stop_at("inside")));
//!         if let forktest::Seen::At(_) = ben.seen() {
//!             scene.fail(interleave::Verdict::TwoInside, "ben came in while ann was inside");
//!         }
//!     }
//! }
//! # fn with_lock(_: &std::path::Path, inside: impl FnOnce()) { inside() }
//! ```
//!
//! Nothing is left to chance, and nothing waits for a time to pass: `ann` stops where the test says, and `ben` is
//! watched in `/proc` until he has come to his own stop, sleeps in the kernel, or has ended.
//!
//! # Layout
//! - [`main`]: the tests' `main`: which tests run, and what it prints; [`told`]: what it prints about one
//! - [`Scene`]: what one test works with; [`Actor`] and [`Me`]: a process of its own, from outside and from inside
//! - [`process`]: what the kernel says about a process
//! - [`points`]: a process ended before each of its system calls, or before each of its children's, one after the other
//! - [`held`]: a process held before each of its system calls or instructions, while others go on
//! - `places`: where a process that is run again and again was held, and where it is to be held next
//! - `warden`: runs one test in a process of its own; `limits`: when that has had enough
//! - [`settle`]: waits until nobody is on the way to somewhere; `network`: whether something is, from one to another
//! - `leftovers`: what a test must not leave behind
//! - `log`: the steps of all processes of a scene, in shared memory; `report`: the timeline made of them

#[cfg(not(target_os = "linux"))]
compile_error!(
    "the process exercises need Linux: on macOS use the dev container (.devcontainer), on Windows WSL"
);

mod actor;
mod folder;
pub mod held;
mod leftovers;
mod limits;
mod log;
mod network;
mod options;
mod places;
pub mod points;
pub mod process;
mod report;
mod run;
mod scene;
mod settled;
mod shared;
mod warden;

pub use actor::{Actor, Me, Seen};
pub use run::{main, told};
pub use scene::Scene;
pub use settled::settle;

/// One test: its name, and what it does.
#[derive(Clone, Copy)]
pub struct Test {
    /// The name of the function.
    pub name: &'static str,
    /// The function.
    pub run: fn(&Scene),
}

/// Makes tests of functions that take a `&Scene`, and a `main` that runs them when the file is a program of its own.
///
/// `TESTS` holds them, for a file that includes this one as a module.
#[macro_export]
macro_rules! tests {
    ($($(#[$attr:meta])* fn $name:ident($scene:ident: $type:ty) $body:block)+) => {
        $($(#[$attr])* fn $name($scene: $type) $body)+

        /// The tests of this file, in its order.
        pub(crate) const TESTS: &[$crate::Test] =
            &[$($crate::Test { name: stringify!($name), run: $name }),+];

        #[allow(dead_code, reason = "a file of tests that is part of another has no use for it")]
        fn main() -> std::process::ExitCode {
            $crate::main(&[("", TESTS)])
        }
    };
}
