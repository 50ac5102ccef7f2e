//! Building the libraries, and collecting what was built.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context, bail, ensure};
use serde::Deserialize;

use super::{LIST, Tools};
use crate::classroom::assignment::{Assignment, digest};
use crate::interrupt::Job;
use crate::manifest::Manifest;
use crate::workspace::Workspace;
use crate::{process, select};

/// The name of the program that confines others, in a pack.
pub(super) const CONFINE: &str = "confine";

/// The name of the program that tries to get out, in a pack.
pub(super) const PROBE: &str = "probe";

/// The folder of the libraries, in a pack.
pub(super) const LIBRARIES: &str = "libraries";

/// A build takes a minute where nothing is built yet.
const PATIENCE: Duration = Duration::from_secs(1800);

/// The libraries that were built: the file in the pack, by the name that Rust code has for it.
pub(super) type Built = BTreeMap<String, String>;

/// The parts that matter of cargo's messages.
#[derive(Deserialize)]
struct Message {
    reason: String,
    target: Option<Target>,
    #[serde(default)]
    manifest_path: PathBuf,
    #[serde(default)]
    filenames: Vec<PathBuf>,
    executable: Option<PathBuf>,
}

#[derive(Deserialize)]
struct Target {
    name: String,
}

/// Builds all that the assignment's exercises may use, and copies it into `pack`.
pub(super) fn build(
    workspace: &Workspace,
    assignment: &Assignment,
    pack: &Path,
) -> anyhow::Result<Built> {
    let mut packages: BTreeSet<String> =
        ["confine", "interleave", "proctor"].map(String::from).into();
    for exercise in &assignment.exercises {
        let chapter = select::exercise(workspace, &exercise.name)?.chapter;
        for name in Manifest::of(&chapter.package())?.dependencies() {
            if workspace.root.join("crates").join(&name).is_dir() {
                packages.insert(name);
            } else {
                // Cargo builds what others have written only for somebody who depends on it.
                packages.insert(format!("{}-solution", chapter.name()));
            }
        }
    }
    let libraries = pack.join(LIBRARIES);
    fs::create_dir(&libraries)?;
    let mut built = Built::new();
    for message in cargo(workspace, &packages)? {
        let Some(target) = message.target else { continue };
        // The solutions themselves are no library for submissions.
        if message.manifest_path.starts_with(workspace.root.join("solutions")) {
            continue;
        }
        if [CONFINE, PROBE].contains(&target.name.as_str())
            && let Some(program) = &message.executable
        {
            fs::copy(program, pack.join(&target.name))?;
        }
        for file in libraries_of(&message.filenames) {
            let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
            fs::copy(&file, libraries.join(&name))?;
            built.insert(target.name.replace('-', "_"), name);
        }
    }
    for program in [CONFINE, PROBE] {
        ensure!(pack.join(program).is_file(), "cargo has built no `{program}`");
    }
    Ok(built)
}

/// See [`super::tools`].
pub(super) fn tools(workspace: &Workspace) -> anyhow::Result<Tools> {
    let messages = cargo(workspace, &["confine".to_owned()].into())?;
    let program = |name: &str| {
        let mut all = messages.iter().filter_map(|message| message.executable.as_ref());
        all.find(|path| path.ends_with(name))
            .cloned()
            .with_context(|| format!("cargo has built no `{name}`"))
    };
    Ok(Tools { confine: program(CONFINE)?, probe: program(PROBE)? })
}

fn cargo(workspace: &Workspace, packages: &BTreeSet<String>) -> anyhow::Result<Vec<Message>> {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo
        .args(["build", "--quiet", "--message-format=json-render-diagnostics"])
        .args(packages.iter().flat_map(|name| ["--package", name]))
        .env("CARGO_TARGET_DIR", workspace.target())
        .current_dir(&workspace.root);
    let finished = process::run(cargo, Instant::now() + PATIENCE, &Job::default())
        .context("cannot run cargo")?;
    if !finished.success() {
        bail!("cargo cannot build what submissions are linked with:\n{}", finished.stderr);
    }
    let messages = finished.stdout.lines().filter_map(|line| serde_json::from_str(line).ok());
    Ok(messages.filter(|message: &Message| message.reason == "compiler-artifact").collect())
}

/// The files among `files` that a program is linked with, or that the compiler loads for another library.
fn libraries_of(files: &[PathBuf]) -> Vec<PathBuf> {
    let is = |file: &Path, extension: &str| file.extension().is_some_and(|e| e == extension);
    // A member's rlib is also put where only the one built last is. The `.rmeta` is named after what it was built from,
    // and so is the rlib beside it.
    let rlib = files.iter().find(|file| is(file, "rmeta")).map(|file| file.with_extension("rlib"));
    let loaded = files.iter().find(|file| is(file, "so") || is(file, "dylib")).cloned();
    rlib.into_iter().chain(loaded).filter(|file| file.is_file()).collect()
}

/// The SHA-256 of every file in a pack.
pub(super) fn hashes(pack: &Path) -> anyhow::Result<BTreeMap<String, String>> {
    let mut found = BTreeMap::new();
    for path in every(pack)?.into_iter().filter(|path| path.is_file()) {
        let name = path.strip_prefix(pack)?.display().to_string();
        if name != LIST {
            found.insert(name, digest(&fs::read(&path)?));
        }
    }
    Ok(found)
}

/// Lets every user read it: graded programs run as somebody else.
pub(super) fn make_readable(pack: &Path) -> anyhow::Result<()> {
    for path in every(pack)? {
        let executable = path.is_dir() || path.ends_with(CONFINE) || path.ends_with(PROBE);
        let mode = if executable { 0o755 } else { 0o644 };
        fs::set_permissions(&path, fs::Permissions::from_mode(mode))?;
    }
    Ok(())
}

/// `path` and everything below it.
fn every(path: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let mut found = vec![path.to_owned()];
    if path.is_dir() {
        let entries =
            fs::read_dir(path).with_context(|| format!("cannot read {}", path.display()))?;
        for entry in entries {
            found.extend(every(&entry?.path())?);
        }
    }
    Ok(found)
}
