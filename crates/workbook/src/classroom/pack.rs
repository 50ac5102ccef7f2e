//! A pack: everything that grading an assignment needs besides the submissions and the compiler. The libraries are
//! built once; the pack can be copied to other machines that have the same compiler.
//!
//! ```text
//! pack.json            what is in it; written last
//! confine, probe       the program that confines others, and one that tries to get out
//! libraries/           what answers and tests are linked with
//! exercises/0/…        for each exercise: its package as the compiler sees it, without the answer
//! ```

mod build;
mod kit;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context, ensure};
use serde::{Deserialize, Serialize};

pub(crate) use self::kit::{Kit, tests_of};
use super::assignment::Assignment;
use crate::interrupt::Job;
use crate::process;
use crate::terminal::Status;
use crate::workspace::Workspace;

/// The name of the list in a pack.
const LIST: &str = "pack.json";

/// The version of what this module describes.
const SCHEMA: u32 = 1;

/// How long the compiler may take to say what it is.
const PATIENCE: Duration = Duration::from_secs(60);

/// A pack, and the compiler for it.
#[derive(Debug)]
pub(crate) struct Pack {
    /// Where it is.
    pub folder: PathBuf,
    pub compiler: Compiler,
    pub kits: Vec<Kit>,
}

/// The compiler of this machine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Compiler {
    /// The folder that holds `bin/rustc`.
    pub sysroot: PathBuf,
    /// What `rustc --version --verbose` says.
    pub version: String,
}

/// What is written in a pack.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct List {
    schema: u32,
    /// The hash of the assignment.
    assignment: String,
    /// The libraries can be used with this compiler only.
    rustc: String,
    kits: Vec<Kit>,
    /// The SHA-256 of every file, by its path in the pack.
    files: BTreeMap<String, String>,
}

impl Compiler {
    /// Asks for it.
    ///
    /// # Errors
    /// When there is none.
    pub(crate) fn here(workspace: &Workspace) -> anyhow::Result<Compiler> {
        let ask = |program: PathBuf, arguments: &[&str]| -> anyhow::Result<String> {
            let mut rustc = Command::new(program);
            rustc.args(arguments).current_dir(&workspace.root);
            let told = process::run(rustc, Instant::now() + PATIENCE, &Job::default())
                .context("cannot run rustc; is Rust installed?")?;
            ensure!(told.success(), "rustc does not say what it is:\n{}", told.stderr);
            Ok(told.stdout.trim_end().to_owned())
        };
        let named = std::env::var_os("RUSTC").map_or_else(|| "rustc".into(), PathBuf::from);
        let sysroot = PathBuf::from(ask(named, &["--print", "sysroot"])?);
        let version = ask(sysroot.join("bin/rustc"), &["--version", "--verbose"])?;
        Ok(Compiler { sysroot, version })
    }

    /// The first line: `rustc 1.95.0 (…)`.
    pub(crate) fn name(&self) -> &str {
        self.version.lines().next().unwrap_or_default()
    }

    /// The system that it compiles for here.
    pub(crate) fn host(&self) -> &str {
        self.version.lines().find_map(|line| line.strip_prefix("host: ")).unwrap_or_default()
    }
}

impl Pack {
    /// The pack of `assignment`: the one in `folder`, or one that is built in cargo's target folder unless it is there.
    ///
    /// # Errors
    /// When it cannot be built, or does not fit this compiler or the assignment.
    pub(crate) fn get(
        workspace: &Workspace,
        assignment: &Assignment,
        folder: Option<&Path>,
        status: &Status,
    ) -> anyhow::Result<Pack> {
        let compiler = Compiler::here(workspace)?;
        if let Some(folder) = folder {
            return Pack::open(folder, assignment, compiler);
        }
        let folder = Pack::place(workspace, assignment, &compiler);
        if let Ok(pack) = Pack::open(&folder, assignment, compiler.clone()) {
            return Ok(pack);
        }
        status.show("building what submissions are linked with …");
        Pack::build(workspace, assignment, &folder)
    }

    /// Builds the pack into `folder`, which is replaced if it holds a pack.
    ///
    /// # Errors
    /// When something does not build, or `folder` holds something else.
    pub(crate) fn build(
        workspace: &Workspace,
        assignment: &Assignment,
        folder: &Path,
    ) -> anyhow::Result<Pack> {
        let compiler = Compiler::here(workspace)?;
        let is_free = fs::read_dir(folder).map_or(true, |mut entries| entries.next().is_none());
        ensure!(
            is_free || folder.join(LIST).is_file(),
            "{} holds something that is no pack; name another folder",
            folder.display()
        );
        let parent = folder.parent().filter(|parent| !parent.as_os_str().is_empty());
        let parent = parent.unwrap_or(Path::new("."));
        fs::create_dir_all(parent).with_context(|| format!("cannot make {}", parent.display()))?;
        let beside = tempfile::Builder::new().prefix("pack-").tempdir_in(parent)?;
        let built = build::build(workspace, assignment, beside.path())?;
        let kits = kit::make(workspace, assignment, &built, beside.path())?;
        let list = List {
            schema: SCHEMA,
            assignment: assignment.hash.clone(),
            rustc: compiler.version.clone(),
            kits,
            files: build::hashes(beside.path())?,
        };
        fs::write(beside.path().join(LIST), serde_json::to_string_pretty(&list)?)?;
        build::make_readable(beside.path())?;
        if folder.exists() {
            fs::remove_dir_all(folder)?;
        }
        fs::rename(beside.keep(), folder)
            .with_context(|| format!("cannot write {}", folder.display()))?;
        Pack::open(folder, assignment, compiler)
    }

    fn open(folder: &Path, assignment: &Assignment, compiler: Compiler) -> anyhow::Result<Pack> {
        let path = folder.join(LIST);
        let text = fs::read_to_string(&path).with_context(|| {
            format!("{} holds no pack; `cargo workbook grade pack` makes one", folder.display())
        })?;
        let list: List = serde_json::from_str(&text)
            .with_context(|| format!("cannot understand {}", path.display()))?;
        ensure!(
            list.schema == SCHEMA,
            "{} is of another version of this program",
            folder.display()
        );
        ensure!(
            list.assignment == assignment.hash,
            "{} was built for another assignment, or for an earlier state of it; build it again",
            folder.display()
        );
        ensure!(
            list.rustc == compiler.version,
            "{} was built with `{}`, and this machine has `{}`; use the same, or build the pack again",
            folder.display(),
            list.rustc.lines().next().unwrap_or_default(),
            compiler.name()
        );
        ensure!(
            build::hashes(folder)? == list.files,
            "{} is damaged: a file is not what it was; build it again",
            folder.display()
        );
        let folder = fs::canonicalize(folder)?;
        Ok(Pack { folder, compiler, kits: list.kits })
    }

    /// Where the pack is that nobody asked for by name.
    fn place(workspace: &Workspace, assignment: &Assignment, compiler: &Compiler) -> PathBuf {
        let compiler = super::assignment::digest(compiler.version.as_bytes());
        let short = |hash: &str| hash.chars().take(16).collect::<String>();
        let name = format!("pack-{}-{}", short(&assignment.hash), short(&compiler));
        workspace.target().join("workbook").join(name)
    }

    /// The program that confines others.
    pub(crate) fn confine(&self) -> PathBuf {
        self.folder.join(build::CONFINE)
    }

    /// The program that tries to get out.
    pub(crate) fn probe(&self) -> PathBuf {
        self.folder.join(build::PROBE)
    }

    /// What answers and tests are linked with.
    pub(crate) fn libraries(&self) -> PathBuf {
        self.folder.join(build::LIBRARIES)
    }
}

/// The programs that confine others, and that try to get out.
#[derive(Debug)]
pub(crate) struct Tools {
    pub confine: PathBuf,
    pub probe: PathBuf,
}

/// Builds them, for those who have no assignment.
///
/// # Errors
/// When they do not build.
pub(crate) fn tools(workspace: &Workspace) -> anyhow::Result<Tools> {
    build::tools(workspace)
}
