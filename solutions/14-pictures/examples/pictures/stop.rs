//! Ctrl-C: what is in hand is brought to its end, and nothing new is begun. A second one ends the program at once.

use std::io;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};

use nix::sys::signal::{SaFlags, SigAction, SigHandler, SigSet, Signal, sigaction};

/// Whether a signal has come.
static ASKED: AtomicBool = AtomicBool::new(false);

extern "C" fn ask(_: libc::c_int) {
    ASKED.store(true, Relaxed);
}

/// Listens for Ctrl-C and for SIGTERM from now on, once.
pub(crate) fn listen() -> io::Result<()> {
    let action = SigAction::new(SigHandler::Handler(ask), SaFlags::SA_RESETHAND, SigSet::empty());
    for signal in [Signal::SIGINT, Signal::SIGTERM] {
        // SAFETY: the handler only stores into an atomic.
        unsafe { sigaction(signal, &action) }?;
    }
    Ok(())
}

/// Whether the program is to end.
pub(crate) fn asked() -> bool {
    ASKED.load(Relaxed)
}
