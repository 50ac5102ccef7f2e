//! What keeps a submission from the machine, from the grader, and from the others.
//!
//! - [`bubblewrap`]: namespaces of their own. The files that a program sees are those that it is given.
//! - [`landlock`]: without namespaces. A program sees where files are, and can open those that it is given.
//! - [`container`]: the grader runs in a container that somebody else made, and becomes another user in it.
//! - [`child`]: runs a confined program to its end, or to its limits.
//! - [`probe`]: programs that try to get out.
//! - [`readable`]: brings the compiler to where the programs' user can read it.
//!
//! All of them use the program `confine` for limits and system calls. Paths in a [`Spec`] are the machine's; a sandbox
//! that gives them other names translates.

mod bubblewrap;
pub(crate) mod child;
pub(crate) mod container;
mod landlock;
pub(crate) mod probe;
pub(crate) mod readable;

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::process::Command;

use super::results;

/// A way to confine programs.
#[derive(Debug, Clone)]
pub(crate) struct Sandbox {
    pub level: results::Sandbox,
    /// The program `confine`.
    confine: PathBuf,
    /// The first of the users that programs run as, if the grader is root; each worker has one of its own.
    users: Option<u32>,
}

/// A program, and what it is given.
#[derive(Debug)]
pub(crate) struct Spec {
    pub program: PathBuf,
    pub arguments: Vec<OsString>,
    pub environment: Vec<(&'static str, OsString)>,
    /// Where it runs.
    pub folder: PathBuf,
    pub shown: Vec<Shown>,
    pub calls: Calls,
    pub limits: Limits,
    /// Which worker asks, from 0.
    pub worker: u32,
}

/// A file or folder that the program sees.
#[derive(Debug, Clone)]
pub(crate) struct Shown {
    pub host: PathBuf,
    /// Its name in a sandbox that gives names.
    pub inside: PathBuf,
    pub writable: bool,
}

impl Shown {
    /// One that can be read and executed.
    pub(crate) fn read(host: impl Into<PathBuf>, inside: impl Into<PathBuf>) -> Shown {
        Shown { host: host.into(), inside: inside.into(), writable: false }
    }

    /// One that can be written as well.
    pub(crate) fn write(host: impl Into<PathBuf>, inside: impl Into<PathBuf>) -> Shown {
        Shown { host: host.into(), inside: inside.into(), writable: true }
    }
}

/// Which system calls the program needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Calls {
    Compiler,
    /// Tests in one process.
    Tests,
    /// Tests of several processes: `/proc`, tracing of children, sockets within the sandbox.
    Processes,
}

impl Calls {
    fn name(self) -> &'static str {
        match self {
            Calls::Compiler => "compiler",
            Calls::Tests => "tests",
            Calls::Processes => "processes",
        }
    }
}

/// What the program may use. Each process may use it, but for `memory` and `processes`, which are for all together.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Limits {
    /// Bytes of data.
    pub data: u64,
    /// Bytes of a file.
    pub file: u64,
    /// Seconds of processor time.
    pub cpu: u64,
    /// Open files.
    pub files: u64,
    pub processes: u64,
    /// Bytes of the temporary folder.
    pub scratch: u64,
}

impl Sandbox {
    /// A sandbox of that level.
    pub(crate) fn new(level: results::Sandbox, confine: PathBuf) -> Sandbox {
        let users = nix::unistd::geteuid().is_root().then(first_user);
        Sandbox { level, confine, users }
    }

    /// Whether a program sees its files under other names than the machine has for them.
    pub(crate) fn gives_names(&self) -> bool {
        self.level == results::Sandbox::Bubblewrap
    }

    /// The name that `path` has for the program.
    pub(crate) fn seen(&self, shown: &[Shown], path: &Path) -> PathBuf {
        if !self.gives_names() {
            return path.to_owned();
        }
        let inside = |shown: &Shown| {
            let rest = path.strip_prefix(&shown.host).ok()?;
            let inside = shown.inside.clone();
            Some(if rest.as_os_str().is_empty() { inside } else { inside.join(rest) })
        };
        // The innermost one, where one folder is within another.
        let best = shown.iter().filter(|shown| path.starts_with(&shown.host));
        let best = best.max_by_key(|shown| shown.host.components().count());
        best.and_then(inside).unwrap_or_else(|| path.to_owned())
    }

    /// The temporary folder as the program sees it; `folder` is one that only it uses.
    pub(crate) fn scratch(&self, folder: &Path) -> PathBuf {
        if self.gives_names() { "/tmp".into() } else { folder.to_owned() }
    }

    /// The command that runs it, without anything of the grader's environment.
    pub(crate) fn command(&self, spec: &Spec) -> Command {
        let mut command = match self.level {
            results::Sandbox::Bubblewrap => bubblewrap::command(self, spec),
            results::Sandbox::Landlock => landlock::command(self, spec),
            results::Sandbox::Container | results::Sandbox::None => container::command(self, spec),
        };
        command.env_clear().envs(spec.environment.iter().map(|(name, value)| (name, value)));
        command
    }

    /// The user that a worker's programs run as; none if the grader is no root, and they run as whoever it is.
    pub(crate) fn user(&self, worker: u32) -> Option<u32> {
        self.users.map(|first| first + worker)
    }

    /// What `confine` is told in every sandbox, up to the program.
    fn confine(&self, spec: &Spec, own_network: bool) -> Vec<OsString> {
        let mut arguments: Vec<OsString> = Vec::new();
        let mut add = |parts: &[&OsStr]| arguments.extend(parts.iter().map(OsString::from));
        if let Some(user) = self.user(spec.worker) {
            add(&["--uid".as_ref(), user.to_string().as_ref()]);
        }
        let limits = spec.limits;
        for (name, most) in [
            ("data", limits.data),
            ("file", limits.file),
            ("cpu", limits.cpu),
            ("files", limits.files),
            ("processes", limits.processes + self.others()),
        ] {
            add(&["--limit".as_ref(), name.as_ref(), most.to_string().as_ref()]);
        }
        add(&["--calls".as_ref(), spec.calls.name().as_ref()]);
        if own_network && spec.calls == Calls::Processes {
            add(&["--own-network".as_ref()]);
        }
        arguments
    }

    /// How many processes count against the limit that are none of the program's.
    fn others(&self) -> u64 {
        match self.level {
            // Counted in a namespace, or for a user, that nobody else has.
            results::Sandbox::Bubblewrap => 0,
            _ if self.users.is_some() => 0,
            _ => container::threads_of_this_user(),
        }
    }
}

/// The first of 256 users that nobody has, and no other grader on this machine either: their processes are counted
/// together.
fn first_user() -> u32 {
    let pid = std::process::id();
    // In a container there may be 65536 users only.
    let map = std::fs::read_to_string("/proc/self/uid_map").unwrap_or_default();
    let all = map.split_whitespace().nth(2).and_then(|length| length.parse::<u32>().ok());
    if all == Some(u32::MAX) { (1 << 30) | (pid << 8) } else { 20_000 + pid % 150 * 256 }
}
