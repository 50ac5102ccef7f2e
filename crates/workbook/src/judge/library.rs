//! Where `rustc` is, and the built `interleave`, so that answers can be linked with it.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context, bail};
use serde::Deserialize;

use crate::changes::Changes;
use crate::interrupt::Job;
use crate::process;
use crate::terminal::Status;
use crate::workspace::Workspace;

/// A build of `interleave` takes about ten seconds; another cargo may hold its lock for a while before.
const PATIENCE: Duration = Duration::from_secs(600);

/// What `rustc` needs to be told about libraries.
#[derive(Debug)]
pub(super) struct Library {
    /// The rlib of `interleave`; none in a workspace without that crate.
    interleave: Option<PathBuf>,
    /// Of that crate's sources, since it was built.
    changes: Changes,
}

/// The parts that matter of the messages that `cargo build --message-format=json` prints.
#[derive(Deserialize)]
struct Message {
    reason: String,
    target: Option<Target>,
    #[serde(default)]
    filenames: Vec<PathBuf>,
}

#[derive(Deserialize)]
struct Target {
    name: String,
}

impl Library {
    /// Builds `interleave`; cargo has nothing to do if it is fresh.
    pub(super) fn build(workspace: &Workspace, status: &Status) -> anyhow::Result<Library> {
        let folder = workspace.root.join("crates/interleave");
        if !folder.exists() {
            return Ok(Library { interleave: None, changes: Changes::of(Vec::new()) });
        }
        let sources = [folder.join("src"), folder.join("Cargo.toml")];
        let changes = Changes::of(sources.into());
        status.show("building `interleave`, if that is needed …");
        let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        cargo
            .args(["build", "--quiet", "--package", "interleave", "--message-format=json"])
            .env("CARGO_TARGET_DIR", workspace.target())
            .current_dir(&workspace.root);
        let finished = process::run(cargo, Instant::now() + PATIENCE, &Job::default())
            .context("cannot run cargo")?;
        if !finished.success() {
            bail!(
                "cargo cannot build `interleave`, which judges the exercises:\n{}",
                finished.stderr
            );
        }
        let interleave = finished
            .stdout
            .lines()
            .find_map(rlib)
            .context("cargo did not say where `interleave` is")?;
        Ok(Library { interleave: Some(interleave), changes })
    }

    /// Whether `interleave` has changed since it was built.
    pub(super) fn is_stale(&mut self) -> bool {
        self.changes.any()
    }

    /// Adds what a crate that may use `interleave` is compiled with.
    pub(super) fn link(&self, rustc: &mut Command) {
        let Some(rlib) = &self.interleave else { return };
        let folder = rlib.parent().unwrap_or(Path::new(""));
        rustc.arg("--extern").arg(joined("interleave=", rlib));
        for dependencies in [folder.join("deps"), folder.to_owned()] {
            rustc.arg("-L").arg(joined("dependency=", &dependencies));
        }
    }
}

/// The compiler. The `rustc` on the path is often `rustup`, which looks for the right one at every call; here
/// it is asked once.
pub(super) fn rustc(workspace: &Workspace) -> anyhow::Result<PathBuf> {
    let named = std::env::var_os("RUSTC").map_or_else(|| "rustc".into(), PathBuf::from);
    let mut rustc = Command::new(&named);
    rustc.args(["--print", "sysroot"]).current_dir(&workspace.root);
    let asked = process::run(rustc, Instant::now() + PATIENCE, &Job::default())
        .context("cannot run rustc; is Rust installed?")?;
    let there = Path::new(asked.stdout.trim_end()).join("bin/rustc");
    Ok(if asked.success() && there.is_file() { there } else { named })
}

/// The library file, if this message is about it.
fn rlib(message: &str) -> Option<PathBuf> {
    let message: Message = serde_json::from_str(message).ok()?;
    let ours = message.reason == "compiler-artifact" && message.target?.name == "interleave";
    message.filenames.into_iter().find(|file| ours && file.extension().is_some_and(|e| e == "rlib"))
}

/// `prefix` and a path as one argument; the path need not be Unicode.
pub(super) fn joined(prefix: &str, path: &Path) -> std::ffi::OsString {
    let mut argument = std::ffi::OsString::from(prefix);
    argument.push(path);
    argument
}
