//! # A crew that may die
//!
//! Three consumer processes settle pictures, each with a file of results of its own, and a supervisor gives out the paths.
//! Any of them may be killed at any moment. So may the supervisor, and then somebody starts the whole run again. In the
//! end every path has one record.
//!
//! A worker that has died had a path in hand, or had not. If it had one, it had written the record, or had not. The
//! supervisor can know: the dead one writes nothing any more, and the records can be read.
//!
//! `src/worker.rs` is written: a `Worker` is a process with a name, and a `Desk` is where it settles paths and where the
//! records can be looked up. Write `run`.
//!
//! 1. One run at a time. Take the lock on the file `lock` (`File::lock`, which waits), and keep it. The workers inherit
//!    the open file when they are forked, and the lock belongs to all who have it: so it is free when the *last* of a run
//!    has gone, also if the supervisor was killed and its workers are still busy. The file stays where it is: others may be
//!    waiting for its lock.
//! 2. A path that has a record is left out, and a path that comes twice in `paths` is given out once.
//! 3. There is at most one worker of each name at a time, and all of them work at the same time. Each has one path in hand.
//! 4. `paths` is asked for the next path when somebody is there who could do it, or one path earlier. It may be a pipe
//!    from a process that walks a folder, and the folder may be large.
//! 5. A worker has ended with a path in hand. If the path has a record, it is settled. If not, it is given out again, and
//!    another worker takes the place and the name of the one who ended. After the deaths of `TRIES` workers over one path
//!    nobody else is sent to it: `give_up`.
//! 6. `told` is called in this process, once for each path that was settled or given up in this run.
//! 7. If `paths` or the desk has an error, `run` returns it, whatever else there was to do.
//!
//! When `run` returns, in whatever way, no process is left: a `Worker` that is dropped is told to go home, and waited for.
//! The program has one thread, since it forks.
//!
//! Check it with `cargo test -p pictures --test crew`.

#![forbid(unsafe_code, reason = "nothing in this exercise needs it")]

use std::io;
use std::path::{Path, PathBuf};

use crate::worker::{Desk, News, Worker};

/// So many workers may die over one path. Then it is given up.
pub const TRIES: usize = 3;

/// Has each of `paths` settled by a worker of one of these names, and calls `told` with it.
///
/// # Errors
/// What `paths` or the desk says; or when the kernel has no more processes or descriptors.
pub fn run(
    desk: &impl Desk,
    lock: &Path,
    names: &[&str],
    paths: impl IntoIterator<Item = io::Result<PathBuf>>,
    mut told: impl FnMut(&Path),
) -> io::Result<()> {
    todo!("take the lock; then give out paths, and hear what has become of them")
}
