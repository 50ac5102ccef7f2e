//! Sockets whose calls end by themselves.

use std::os::fd::BorrowedFd;

use forktest::process::descriptors;
use nix::sys::socket::{getsockopt, sockopt};
use nix::sys::time::{TimeVal, TimeValLike};

/// Whether a socket of this process, or of a fork that shares it, has a time limit: `recv` and `send` then come back
/// when it is over, though `/proc` shows them as asleep.
pub(crate) fn is_any_set() -> bool {
    descriptors().into_keys().any(|number| {
        // SAFETY: it is open, and nobody closes it meanwhile: a process test has one thread.
        let socket = unsafe { BorrowedFd::borrow_raw(number) };
        // What is no socket has no limit.
        let limits = [
            getsockopt(&socket, sockopt::ReceiveTimeout),
            getsockopt(&socket, sockopt::SendTimeout),
        ];
        limits.into_iter().any(|limit| limit.is_ok_and(|time| time != TimeVal::zero()))
    })
}
