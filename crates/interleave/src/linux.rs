//! What Linux tells about the threads of this process. Elsewhere nothing is known.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Where Linux tells about the thread that calls this.
pub(crate) fn this_thread() -> Option<PathBuf> {
    fs::read_link("/proc/thread-self").ok().map(|thread| Path::new("/proc").join(thread))
}

/// How long a thread has run, and how long it could have run and had no core since others had them.
pub(crate) fn times(thread: &Path) -> Option<[Duration; 2]> {
    let text = fs::read_to_string(thread.join("schedstat")).ok()?;
    let mut nanoseconds = text.split(' ').map(|word| word.parse().ok().map(Duration::from_nanos));
    Some([nanoseconds.next()??, nanoseconds.next()??])
}

/// Whether every thread of this process but the one that asks is asleep; false where that is not known.
pub(crate) fn others_are_asleep() -> bool {
    let me = this_thread();
    let Ok(threads) = fs::read_dir("/proc/self/task") else { return false };
    threads.flatten().all(|thread| {
        let is_me = me.as_deref().and_then(Path::file_name) == Some(&thread.file_name());
        // The state comes behind the name, which is in parentheses and may hold some itself.
        is_me
            || fs::read_to_string(thread.path().join("stat")).is_ok_and(|text| {
                text.rsplit_once(") ").is_some_and(|(_, rest)| rest.starts_with('S'))
            })
    })
}
