//! Ctrl-C: whoever reads a log asks here before each block.
//!
//! A signal handler may do next to nothing, and it may run in any of several processes. So there is one flag in memory
//! that they share, and the handler sets it. Whoever counts finds that its log cannot be read any more, and the program
//! ends in the same way as if all logs were bad: threads are joined, and worker processes waited for.

use std::io;

/// The exit status of a program that Ctrl-C has stopped: 128 and the number of the signal, as shells have it.
pub(crate) const STATUS: u8 = 130;

#[cfg(unix)]
mod flag {
    use std::ffi::c_int;
    use std::io;
    use std::num::NonZeroUsize;
    use std::sync::OnceLock;
    use std::sync::atomic::{AtomicBool, Ordering::Relaxed};

    use nix::sys::mman::{MapFlags, ProtFlags, mmap_anonymous};
    use nix::sys::signal::{SaFlags, SigAction, SigHandler, SigSet, Signal, sigaction};

    static FLAG: OnceLock<&AtomicBool> = OnceLock::new();

    extern "C" fn set(_: c_int) {
        if let Some(flag) = FLAG.get() {
            flag.store(true, Relaxed);
        }
    }

    pub(super) fn asked() -> bool {
        FLAG.get().is_some_and(|flag| flag.load(Relaxed))
    }

    pub(super) fn on_ctrl_c() -> io::Result<()> {
        let bytes = NonZeroUsize::new(size_of::<AtomicBool>()).expect("a flag has a size");
        let protection = ProtFlags::PROT_READ | ProtFlags::PROT_WRITE;
        // SAFETY: this is new memory, at a place that the kernel chooses.
        let page = unsafe { mmap_anonymous(None, bytes, protection, MapFlags::MAP_SHARED) }?;
        // SAFETY: the page is large enough, aligned, zero, which is `false`, and never unmapped.
        let flag = unsafe { page.cast::<AtomicBool>().as_ref() };
        FLAG.get_or_init(|| flag);
        // Once: the second Ctrl-C does what it always does.
        let handler = SigHandler::Handler(set);
        let action = SigAction::new(handler, SaFlags::SA_RESETHAND, SigSet::empty());
        // SAFETY: the handler loads and stores atomics, which a signal handler may do.
        unsafe { sigaction(Signal::SIGINT, &action) }?;
        Ok(())
    }
}

#[cfg(not(unix))]
mod flag {
    pub(super) fn asked() -> bool {
        false
    }

    pub(super) fn on_ctrl_c() -> std::io::Result<()> {
        Err(std::io::ErrorKind::Unsupported.into())
    }
}

/// From now on Ctrl-C does not end this process and those that it forks, but is asked for by [`asked`].
///
/// # Errors
/// If the system does not have what this needs. Then Ctrl-C ends the program.
pub(crate) fn on_ctrl_c() -> io::Result<()> {
    flag::on_ctrl_c()
}

/// Whether somebody has pressed Ctrl-C.
pub(crate) fn asked() -> bool {
    flag::asked()
}
