//! bubblewrap (<https://github.com/containers/bubblewrap>): the sandbox of Flatpak, an ordinary program.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::process::Command;

use super::{Calls, Sandbox, Spec};

/// Where `confine` is inside.
const CONFINE: &str = "/confine";

/// The command that runs `spec`.
pub(super) fn command(sandbox: &Sandbox, spec: &Spec) -> Command {
    let mut bwrap = Command::new("bwrap");
    bwrap.args(["--unshare-ipc", "--unshare-pid", "--unshare-net", "--unshare-uts"]);
    bwrap.args(["--unshare-cgroup-try", "--die-with-parent", "--new-session", "--cap-drop", "ALL"]);
    if sandbox.users.is_some() {
        // `confine` becomes another user, and then has none of these.
        bwrap.args(["--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID"]);
    } else {
        // Processes are then counted in a namespace of their own.
        bwrap.arg("--unshare-user");
    }
    // Before the rest, which may be below them. What is above a file, bubblewrap would make for itself alone.
    bwrap.args(["--perms", "0755", "--dir", "/etc"]);
    for path in ["/usr", "/lib", "/lib64", "/etc/alternatives"] {
        if needs(spec.calls, path) {
            bwrap.args(["--ro-bind-try", path, path]);
        }
    }
    if spec.calls == Calls::Tests {
        bwrap.args([
            "--ro-bind-try",
            "/usr/lib",
            "/usr/lib",
            "--ro-bind-try",
            "/usr/lib64",
            "/usr/lib64",
        ]);
    } else {
        bwrap.args(["--ro-bind-try", "/bin", "/bin"]);
    }
    bwrap.args(["--dev", "/dev"]);
    let size = spec.limits.scratch.to_string();
    for folder in ["/dev/shm", "/tmp"] {
        bwrap.args(["--perms", "1777", "--size", &size, "--tmpfs", folder]);
    }
    bwrap.args(["--remount-ro", "/dev"]);
    if spec.calls == Calls::Processes {
        bwrap.args(["--proc", "/proc"]);
    }
    let above = spec.shown.iter().flat_map(|shown| shown.inside.ancestors().skip(1));
    let above: BTreeSet<_> = above.filter(|folder| folder.parent().is_some()).collect();
    for folder in above {
        bwrap.args(["--perms", "0755", "--dir"]).arg(folder);
    }
    for shown in &spec.shown {
        bwrap.arg(if shown.writable { "--bind" } else { "--ro-bind" });
        bwrap.arg(&shown.host).arg(&shown.inside);
    }
    bwrap.arg("--ro-bind").arg(&sandbox.confine).arg(CONFINE);
    // The root is a file system in memory, and would grow without a limit.
    bwrap.args(["--remount-ro", "/", "--chdir"]);
    bwrap.arg(sandbox.seen(&spec.shown, &spec.folder));
    bwrap.arg("--").arg(CONFINE).args(sandbox.confine(spec, true)).arg("--");
    bwrap.arg(sandbox.seen(&spec.shown, &spec.program)).args::<_, &OsString>(&spec.arguments);
    bwrap
}

/// A test in one process needs the C library; the others call programs as well.
fn needs(calls: Calls, path: &str) -> bool {
    calls != Calls::Tests || path.starts_with("/lib")
}
