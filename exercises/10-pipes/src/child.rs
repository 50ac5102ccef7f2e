//! Given: how a forked child ends.

use std::panic::{AssertUnwindSafe, catch_unwind};

/// Does `work` and ends this process: with exit code 0, or with 101 if `work` panics. It does not come back, and what
/// it was called from is not gone on with.
///
/// For a child, right after the fork. It runs nothing that the parent will run as well, and writes none of the parent's
/// buffers.
pub fn end_after(work: impl FnOnce()) -> ! {
    let ended = catch_unwind(AssertUnwindSafe(work));
    // SAFETY: `_exit` may be called at any time.
    unsafe { libc::_exit(if ended.is_ok() { 0 } else { 101 }) }
}
