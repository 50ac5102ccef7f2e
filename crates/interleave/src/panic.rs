//! As `std::panic`, less the hook, which an exploration needs for itself.

pub use std::panic::{
    AssertUnwindSafe, Location, PanicHookInfo, RefUnwindSafe, UnwindSafe, panic_any,
};

use std::any::Any;
use std::thread::Result;

use crate::kernel::{exploring, with};

/// Runs `f` and catches its panic. See [`std::panic::catch_unwind`].
///
/// # Errors
/// What `f` panicked with.
pub fn catch_unwind<F, R>(f: F) -> Result<R>
where
    F: FnOnce() -> R + UnwindSafe,
{
    let result = std::panic::catch_unwind(f);
    if exploring() && result.is_err() {
        with(|k| k.panic_caught());
    }
    result
}

/// Goes on with a panic that was caught. See [`std::panic::resume_unwind`].
pub fn resume_unwind(payload: Box<dyn Any + Send>) -> ! {
    if exploring() {
        with(|k| k.me().panicking = true);
    }
    std::panic::resume_unwind(payload)
}
