//! Moments at which nobody can go on by itself.

use interleave::thread;
use interleave::time::Duration;

/// Waits until none of the other threads can go on by itself.
///
/// Time passes only then, and this asks for a nanosecond of it.
pub(super) fn until_all_wait() {
    thread::park_timeout(Duration::from_nanos(1));
}
