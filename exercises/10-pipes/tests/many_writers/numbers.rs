//! Numbers of processes, as the kernel may give them.
//!
//! The kernel gives the number of a dead process again when it has given all others, and on a large machine numbers go
//! up to 4,194,304. A test cannot wait for either. So whoever asks in this program for its number, also by
//! `std::process::id()`, asks the function below.

use std::sync::atomic::{AtomicI32, Ordering};

use nix::libc;

/// The number that this process says it has; 0: its own.
static SAID: AtomicI32 = AtomicI32::new(0);

/// From now on, this process says that its number is `number`.
pub(crate) fn pretend(number: i32) {
    SAID.store(number, Ordering::Relaxed);
}

/// Stands in front of the function of the C library.
// SAFETY: it has the signature of the function that it stands for, and does the same unless told otherwise.
#[unsafe(no_mangle)]
extern "C" fn getpid() -> libc::pid_t {
    match SAID.load(Ordering::Relaxed) {
        // SAFETY: the call has no arguments, and cannot fail.
        0 => unsafe { libc::syscall(libc::SYS_getpid) as libc::pid_t },
        said => said,
    }
}
