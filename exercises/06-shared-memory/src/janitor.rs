//! # Who unlinks it when everybody was killed?
//!
//! Memory with a name (`shm_open`) can be found by processes that have nothing else in common. The name is a file in
//! `/dev/shm`, and it stays until somebody unlinks it. A `Drop` does that, as long as it is run. A process that is
//! killed runs nothing. So let another process watch: a janitor, which does nothing until everybody it works for is
//! gone, and then unlinks what they have left.
//!
//! 1. `Janitor::start` makes a pipe and forks the janitor. The janitor has the reading end. It reads until the end of
//!    the data, which comes when the last writing end is closed, and a killed process closes all it has. The janitor
//!    must not have a writing end of its own, and neither must a program that somebody starts with `exec`
//!    (`std::io::pipe` sees to that, `libc::pipe` does not). Nor must another janitor, which the same process starts
//!    later: they may be dropped in any order.
//! 2. `create` tells the janitor a name, and then makes the memory. Which of the two has to come first?
//! 3. Dropping a `Named` unlinks the name, and tells the janitor. Again, what comes first?
//! 4. When the end of the data comes, the janitor unlinks all names that are left, and ends.
//!
//! Children that are forked after `start` may call `create` as well. They have the writing end, too: each message has
//! to be one `write`, so that messages of two processes do not mix. A forked copy of a `Named` or of the `Janitor` may
//! be dropped, and that unlinks nothing and waits for nobody.
//!
//! Any one of the processes may be killed at any point. Ctrl-C and a closed terminal send a signal to all processes of
//! a group at once, and the janitor is one of them: SIGINT, SIGTERM, SIGHUP and SIGQUIT must not end it. (For the
//! caller of `start` all signals are as they were before.) If the janitor itself is killed, the others unlink what is
//! theirs as they would have.
//!
//! Check it with `cargo test -p shared-memory --test janitor`.

use std::fs::File;
use std::io;
// You will need `std::io::{pipe, PipeWriter}`, `shm_open` and `shm_unlink` from `nix::sys::mman`, `fork` from
// `nix::unistd`, and something from `nix::sys::signal`.

/// A process that unlinks the names that others leave behind.
#[derive(Debug)]
pub struct Janitor {
    // Your choice.
}

/// Shared memory with a name. The name is unlinked when this is dropped.
#[derive(Debug)]
pub struct Named<'j> {
    janitor: &'j Janitor,
    name: String,
    file: File,
    // Whatever else you need.
}

impl Janitor {
    /// Starts a janitor. The caller must have one thread.
    ///
    /// # Errors
    /// When there is no pipe or no process to be had.
    pub fn start() -> io::Result<Janitor> {
        todo!("a pipe, and a fork; the child reads names, and cleans up at the end of the data")
    }

    /// Makes shared memory of `size` bytes, all zero, for this user only, under a new name that begins with `stem`. No
    /// two processes get the same name, and nothing that was there before is used.
    ///
    /// `stem` begins with a slash and has no other, and no line break.
    ///
    /// # Errors
    /// When there is no such memory to be had. Then no name is left either.
    pub fn create(&self, stem: &str, size: usize) -> io::Result<Named<'_>> {
        todo!("tell the janitor, and make the memory: which one first?")
    }
}

impl Named<'_> {
    /// The name, for `shm_open` in any process.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The memory as a file, to be mapped.
    pub fn file(&self) -> &File {
        &self.file
    }
}

impl Drop for Named<'_> {
    /// Unlinks the name, unless this is the copy of a forked child.
    fn drop(&mut self) {
        todo!("in the process that made it: unlink the name, and tell the janitor")
    }
}

impl Drop for Janitor {
    /// Waits until the janitor has ended, which is when no other process has a copy of it any more; a forked copy does
    /// not wait.
    fn drop(&mut self) {
        todo!("close the writing end; the process that called `start` then waits for the janitor")
    }
}
