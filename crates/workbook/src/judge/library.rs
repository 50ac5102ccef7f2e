//! Where `rustc` is, and the built libraries that answers and tests are linked with: `interleave` before all.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context, bail};
use serde::Deserialize;

use crate::changes::Changes;
use crate::chapter::Chapter;
use crate::interrupt::Job;
use crate::manifest::Manifest;
use crate::process;
use crate::workspace::Workspace;

/// A build of `interleave` takes about ten seconds; another cargo may hold its lock for a while before.
const PATIENCE: Duration = Duration::from_secs(600);

/// The package that every exercise needs.
const INTERLEAVE: &str = "interleave";

/// What `rustc` needs to be told about the libraries of one chapter.
#[derive(Debug, Default)]
pub(super) struct Library {
    /// The rlib of each package that an answer or its tests may use, by the name that Rust code has for it.
    rlibs: BTreeMap<String, PathBuf>,
    /// What cargo said about those that it could not build.
    trouble: String,
    /// Of the sources of those that are in this workspace, since they were built.
    changes: Changes,
}

/// The parts that matter of the messages that `cargo build --message-format=json-render-diagnostics` prints.
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
    /// Builds `interleave` and what else the chapter's manifest names; cargo has nothing to do if all is fresh.
    pub(super) fn build(root: &Path, target: &Path, chapter: &Chapter) -> anyhow::Result<Library> {
        let (mut packages, mut sources) = (BTreeSet::new(), Vec::new());
        for name in Manifest::of(&chapter.package())?.dependencies() {
            let folder = root.join("crates").join(&name);
            if folder.is_dir() {
                sources.extend([folder.join("src"), folder.join("Cargo.toml")]);
                packages.insert(name);
            } else {
                // Cargo builds what others have written only for somebody who depends on it. The chapter's own package
                // does, but a learner may have broken it.
                packages.insert(format!("{}-solution", chapter.name()));
            }
        }
        if packages.is_empty() {
            return Ok(Library::default());
        }
        let changes = Changes::of(sources);
        let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        cargo
            .args(["build", "--quiet", "--keep-going"])
            .arg("--message-format=json-render-diagnostics")
            .args(packages.iter().flat_map(|name| ["--package", name]))
            .env("CARGO_TARGET_DIR", target)
            .current_dir(root);
        let finished = process::run(cargo, Instant::now() + PATIENCE, &Job::default())
            .context("cannot run cargo")?;
        let rlibs: BTreeMap<_, _> = finished.stdout.lines().filter_map(rlib).collect();
        // The others may be missing: only those who use them have to know.
        if packages.contains(INTERLEAVE) && !rlibs.contains_key(INTERLEAVE) {
            bail!(
                "cargo cannot build `interleave`, which judges the exercises:\n{}",
                finished.stderr
            );
        }
        Ok(Library { rlibs, trouble: finished.stderr, changes })
    }

    /// Whether a package of this workspace has changed since it was built.
    pub(super) fn is_stale(&mut self) -> bool {
        self.changes.any()
    }

    /// What keeps an answer that may use the packages of these names from being compiled: the name of one that could
    /// not be built, and what cargo said.
    pub(super) fn lacks<'p>(&self, packages: &'p BTreeSet<String>) -> Option<(&'p str, &str)> {
        let missing =
            packages.iter().find(|package| !self.rlibs.contains_key(&package.replace('-', "_")))?;
        Some((missing, &self.trouble))
    }

    /// Adds what a crate of a chapter is compiled with, which may use the packages of these names.
    pub(super) fn link(&self, rustc: &mut Command, packages: &BTreeSet<String>) {
        let mut folders = BTreeSet::new();
        for package in packages {
            let name = package.replace('-', "_");
            let Some(rlib) = self.rlibs.get(&name) else { continue };
            rustc.arg("--extern").arg(joined(&format!("{name}="), rlib));
            // What they depend on is beside them.
            folders.extend(rlib.parent());
        }
        for folder in folders {
            rustc.arg("-L").arg(joined("dependency=", folder));
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

/// A library's name in Rust code and its file, if this message is about one.
fn rlib(message: &str) -> Option<(String, PathBuf)> {
    let message: Message = serde_json::from_str(message).ok()?;
    let name = message.target.filter(|_| message.reason == "compiler-artifact")?.name;
    // A member's rlib is also put where only the one built last is, so that it may be exchanged for one with other
    // features at any time. The `.rmeta` is named after what it was built from, and so is the rlib beside it.
    let is_rmeta = |file: &&PathBuf| file.extension().is_some_and(|e| e == "rmeta");
    let rlib = message.filenames.iter().find(is_rmeta)?.with_extension("rlib");
    rlib.is_file().then(|| (name.replace('-', "_"), rlib))
}

/// `prefix` and a path as one argument; the path need not be Unicode.
pub(super) fn joined(prefix: &str, path: &Path) -> std::ffi::OsString {
    let mut argument = std::ffi::OsString::from(prefix);
    argument.push(path);
    argument
}
