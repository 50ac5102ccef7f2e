//! VERDICT: WRONG RESULT
//! There is no child.

use std::io::{self, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};

pub fn write_in_child<W: Write>(
    page: &mut W,
    write: impl FnOnce(&mut W) -> io::Result<()>,
) -> io::Result<()> {
    page.flush()?;
    let written = catch_unwind(AssertUnwindSafe(|| write(page)));
    written.unwrap_or_else(|_| Err(io::Error::other("it panicked")))?;
    page.flush()
}
