//! Landlock, seccomp and limits: for a machine that gives no namespaces, such as a container.

use std::ffi::OsString;
use std::process::Command;

use super::{Calls, Sandbox, Spec};

/// What every program may read of the system.
const SYSTEM: &[&str] =
    &["/lib", "/lib64", "/usr/lib", "/usr/lib64", "/dev/null", "/dev/zero", "/dev/urandom"];

/// What those read that call other programs.
const PROGRAMS: &[&str] = &["/usr", "/bin", "/etc/alternatives"];

/// The command that runs `spec`.
pub(super) fn command(sandbox: &Sandbox, spec: &Spec) -> Command {
    let mut confine = Command::new(&sandbox.confine);
    confine.arg("--supervise").args(sandbox.confine(spec, false));
    let mut allow = |option: &str, path: &std::path::Path| {
        confine.arg(option).arg(path);
    };
    for path in SYSTEM {
        allow("--read", path.as_ref());
    }
    allow("--write", "/dev/null".as_ref());
    if spec.calls != Calls::Tests {
        for path in PROGRAMS {
            allow("--read", path.as_ref());
        }
    }
    if spec.calls == Calls::Processes {
        // Landlock keeps what is secret in there from processes outside: their memory, environment and descriptors.
        allow("--read", "/proc".as_ref());
        allow("--write", "/dev/shm".as_ref());
        allow("--write", "/dev/zero".as_ref());
    }
    for shown in &spec.shown {
        allow(if shown.writable { "--write" } else { "--read" }, &shown.host);
    }
    confine.arg("--").arg(&spec.program).args::<_, &OsString>(&spec.arguments);
    confine.current_dir(&spec.folder);
    confine
}
