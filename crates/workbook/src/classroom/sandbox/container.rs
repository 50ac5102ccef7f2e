//! Another user, system calls and limits: inside a container that was made for one run, or where somebody says that the
//! submissions are trusted.

use std::ffi::OsString;
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::process::Command;

use super::readable::others_may;
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

/// Why this level cannot be tried here, if so.
pub(crate) fn hindered() -> Option<&'static str> {
    if !around_us() {
        // Programs can read what everybody can: on a machine that people live on, that is much.
        return Some("this is no container, as far as this program can tell");
    }
    let root = nix::unistd::geteuid().is_root();
    (!root).then_some("only root can run submissions as other users, and this is not root")
}

/// Whether this program runs in a container, by the marks of Docker, Podman, Kubernetes, and of those who follow
/// <https://systemd.io/CONTAINER_INTERFACE/>.
fn around_us() -> bool {
    ["/.dockerenv", "/run/.containerenv"].iter().any(|mark| Path::new(mark).exists())
        || ["container", "KUBERNETES_SERVICE_HOST"]
            .iter()
            .any(|name| std::env::var_os(name).is_some())
}

/// The first of `paths` that everybody can read. Other users of a container are kept from what is closed to them, and
/// from nothing else.
pub(crate) fn open_to_all<'p>(paths: &[&'p Path]) -> Option<&'p Path> {
    let open = |path: &&&Path| {
        let whole = fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
        // Who comes through a folder can guess what is in it.
        others_may(&whole, if whole.is_dir() { 0o001 } else { 0o004 })
    };
    paths.iter().find(open).copied()
}

/// How many threads this user has on the machine: the limit counts them all.
pub(super) fn threads_of_this_user() -> u64 {
    let me = nix::unistd::geteuid().as_raw();
    let processes = fs::read_dir("/proc").into_iter().flatten().flatten();
    let mine = processes.filter(|entry| entry.metadata().is_ok_and(|m| m.uid() == me));
    let threads = mine.map(|entry| fs::read_dir(entry.path().join("task")));
    threads.flatten().map(|threads| threads.count() as u64).sum()
}
