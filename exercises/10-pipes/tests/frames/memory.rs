//! Little memory for this process.

use std::fs;

use nix::sys::resource::{Resource, setrlimit};

/// How much more memory this process may have from now on than it has, in bytes.
pub(crate) const MORE: u64 = 256 << 10;

/// Lets this process have no more than [`MORE`] in addition. Whoever asks for more is ended by SIGABRT.
///
/// # Panics
/// If the kernel does not say how much it has.
pub(crate) fn limit() {
    let status = fs::read_to_string("/proc/self/status").expect("a process may read about itself");
    let data = status.lines().find_map(|line| line.strip_prefix("VmData:"));
    let kib: Option<u64> = data.and_then(|text| text.trim().trim_end_matches(" kB").parse().ok());
    let most = kib.expect("a number in `VmData`") * 1024 + MORE;
    setrlimit(Resource::RLIMIT_DATA, most, most).expect("a limit may be lowered");
}
