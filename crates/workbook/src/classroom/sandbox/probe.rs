//! Programs that try to get out of a sandbox: what it says it does is not believed, it is tried.

use std::fs::{self, File, Permissions};
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use anyhow::Context;
use nix::fcntl::{Flock, FlockArg};

use super::child::{self, Net};
use super::{Calls, Limits, Sandbox, Shown, Spec};
use crate::classroom::results::Sandbox as Level;
use crate::interrupt::Job;

/// One attempt: what it is called, its name for the program, and for whose system calls it is made.
type Attempt = (&'static str, &'static str, &'static [Calls]);

const BOTH: &[Calls] = &[Calls::Tests, Calls::Processes];

/// What is tried.
pub(crate) const ATTEMPTS: &[Attempt] = &[
    ("read a file of yours", "read", BOTH),
    ("read what a process of yours holds", "environment", BOTH),
    ("write beside it", "write", BOTH),
    ("reach the network", "connect", BOTH),
    ("end a process of yours", "signal", BOTH),
    ("be root", "root", BOTH),
    ("start more processes than it may", "processes", BOTH),
    ("take more memory than it may", "memory", &[Calls::Tests]),
    ("outlive its run", "outlive", BOTH),
];

/// How many processes, and how many bytes, the attempts may use.
const PROCESSES: u64 = 48;
const MEMORY: u64 = 256 << 20;

const NET: Net =
    Net { time: Duration::from_secs(20), memory: MEMORY * 2, kept: 4 << 10, printed: 1 << 20 };

/// Tries them all; for each what got out, if something did.
///
/// # Errors
/// When the sandbox does not work at all; the error says what it said.
pub(crate) fn try_all(sandbox: &Sandbox, probe: &Path) -> anyhow::Result<Vec<Option<String>>> {
    let ground = Ground::new(sandbox, probe)?;
    ATTEMPTS.iter().map(|attempt| ground.attempt(attempt, sandbox)).collect()
}

/// What the attempts are made at.
struct Ground {
    folder: tempfile::TempDir,
    listener: TcpListener,
    /// A process that does nothing.
    bystander: Child,
}

impl Ground {
    fn new(sandbox: &Sandbox, probe: &Path) -> anyhow::Result<Ground> {
        let folder = tempfile::Builder::new().prefix("workbook-probe-").tempdir()?;
        fs::set_permissions(folder.path(), Permissions::from_mode(0o711))?;
        let own = folder.path().join("own");
        fs::create_dir(&own)?;
        if let Some(user) = sandbox.user(0) {
            std::os::unix::fs::chown(&own, Some(user), Some(user))?;
        }
        let secret = folder.path().join("secret");
        fs::write(&secret, "a submission of somebody else")?;
        // In a container it is kept by being closed. Elsewhere whoever may read anything at all may read this.
        let mode = if sandbox.level == Level::Container { 0o600 } else { 0o644 };
        fs::set_permissions(&secret, Permissions::from_mode(mode))?;
        // Where it was built, the user that it runs as may not come.
        fs::copy(probe, folder.path().join("probe"))?;
        let listener = TcpListener::bind("127.0.0.1:0").context("no port to listen on")?;
        let bystander = Command::new("cat").stdin(Stdio::piped()).stdout(Stdio::null()).spawn();
        Ok(Ground { folder, listener, bystander: bystander.context("cannot run `cat`")? })
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn attempt(
        &self,
        &(_, kind, calls): &Attempt,
        sandbox: &Sandbox,
    ) -> anyhow::Result<Option<String>> {
        let (pid, probe) = (self.bystander.id(), self.path("probe"));
        let (kind, what) = match kind {
            "read" => (kind, self.path("secret").display().to_string()),
            "environment" => ("read", format!("/proc/{pid}/environ")),
            "write" => (kind, self.path("beside").display().to_string()),
            "connect" => (kind, self.listener.local_addr()?.to_string()),
            "signal" => (kind, pid.to_string()),
            "processes" => (kind, (PROCESSES * 2).to_string()),
            "memory" => (kind, (MEMORY * 4).to_string()),
            "outlive" => {
                let scratch = sandbox.seen(&self.shown(), &self.path("own"));
                (kind, scratch.join("lock").display().to_string())
            }
            _ => (kind, String::new()),
        };
        for &calls in calls {
            let spec = Spec {
                program: probe.clone(),
                arguments: vec![kind.into(), what.clone().into()],
                environment: vec![("PATH", "/usr/bin:/bin".into())],
                folder: self.path("own"),
                shown: {
                    let mut shown = self.shown();
                    shown.push(Shown::read(&probe, "/probe"));
                    shown
                },
                calls,
                limits: Limits {
                    data: MEMORY,
                    file: 1 << 20,
                    cpu: 20,
                    files: 64,
                    processes: PROCESSES,
                    scratch: 1 << 20,
                },
                worker: 0,
            };
            let command = sandbox.command(&spec);
            let program = command.get_program().to_owned();
            let ran = child::run(command, b"", &NET, &Job::default())
                .with_context(|| format!("cannot run `{}`", program.display()))?;
            let said = String::from_utf8_lossy(&ran.stdout).into_owned();
            if let Some(got) = said.strip_prefix("OUT ") {
                return Ok(Some(got.trim_end().to_owned()));
            }
            // What was ended at a limit says nothing.
            let stopped = kind == "memory" || kind == "processes";
            anyhow::ensure!(
                said.starts_with("HELD")
                    || stopped && !ran.words().starts_with("bwrap: ") && ran.code() != Some(121),
                "{}",
                first_line(&ran.words())
            );
            if kind == "outlive"
                && let Ok(file) = File::open(self.path("own/lock"))
                && Flock::lock(file, FlockArg::LockExclusiveNonblock).is_err()
            {
                return Ok(Some("a process was left".to_owned()));
            }
        }
        Ok(None)
    }

    fn shown(&self) -> Vec<Shown> {
        vec![Shown::write(self.path("own"), "/own")]
    }
}

impl Drop for Ground {
    fn drop(&mut self) {
        let _ = self.bystander.kill();
        let _ = self.bystander.wait();
    }
}

fn first_line(text: &str) -> &str {
    text.lines().next().unwrap_or("it said nothing")
}
