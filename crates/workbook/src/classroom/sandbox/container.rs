//! Another user, system calls and limits: inside a container that was made for one run, or where somebody says that the
//! submissions are trusted.

use std::ffi::OsString;
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::process::Command;

use super::{Sandbox, Spec};
use crate::classroom::results;

/// The command that runs `spec`. Without a sandbox at all, the limits of time and output remain, which the grader
/// keeps.
pub(super) fn command(sandbox: &Sandbox, spec: &Spec) -> Command {
    let mut command = if sandbox.level == results::Sandbox::None {
        Command::new(&spec.program)
    } else {
        let mut confine = Command::new(&sandbox.confine);
        confine.arg("--supervise").args(sandbox.confine(spec, false)).arg("--").arg(&spec.program);
        confine
    };
    command.args::<_, &OsString>(&spec.arguments).current_dir(&spec.folder);
    command
}

/// Whether this program runs in a container.
pub(crate) fn around_us() -> bool {
    Path::new("/.dockerenv").exists()
        || Path::new("/run/.containerenv").exists()
        || std::env::var_os("KUBERNETES_SERVICE_HOST").is_some()
}

/// How many threads this user has on the machine: the limit counts them all.
pub(super) fn threads_of_this_user() -> u64 {
    let me = nix::unistd::geteuid().as_raw();
    let processes = fs::read_dir("/proc").into_iter().flatten().flatten();
    let mine = processes.filter(|entry| entry.metadata().is_ok_and(|m| m.uid() == me));
    let threads = mine.map(|entry| fs::read_dir(entry.path().join("task")));
    threads.flatten().map(|threads| threads.count() as u64).sum()
}
