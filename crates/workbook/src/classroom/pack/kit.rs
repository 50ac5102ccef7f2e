//! What belongs to one exercise: its package with the tests made ready, and how the compiler is to be called.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, ensure};
use serde::{Deserialize, Serialize};

use super::build::Built;
use crate::chapter::Exercise;
use crate::classroom::assignment::Assignment;
use crate::classroom::expected::{self, TestFile};
use crate::judge;
use crate::manifest::Manifest;
use crate::select;
use crate::workspace::Workspace;

/// One exercise, made ready.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Kit {
    /// As everywhere: `locks/counter`.
    pub name: String,
    /// The folder in the pack that holds `exercises/07-locks/…`.
    pub folder: String,
    /// The package in it: `exercises/07-locks`.
    pub package: String,
    /// The name of the crate.
    pub crate_name: String,
    /// The answer in it: `exercises/07-locks/src/counter.rs`.
    pub answer: String,
    /// The test file in it.
    pub tests: String,
    /// Whether each test runs in one process.
    pub explored: bool,
    /// Our own list of the tests, in their order.
    pub expected: Vec<String>,
    /// What an answer may use: names, and files among the pack's libraries.
    pub of_answer: Vec<(String, String)>,
    /// What the tests may use as well.
    pub of_tests: Vec<(String, String)>,
}

/// Makes the kits of all exercises in `pack`.
pub(super) fn make(
    workspace: &Workspace,
    assignment: &Assignment,
    built: &Built,
    pack: &Path,
) -> anyhow::Result<Vec<Kit>> {
    let one = |(index, exercise): (usize, &crate::classroom::assignment::Exercise)| {
        let this = select::exercise(workspace, &exercise.name)?;
        let folder = format!("exercises/{index}");
        let kit = kit(workspace, this, exercise.needs_unsafe, built, &folder, &pack.join(&folder))
            .with_context(|| exercise.name.clone())?;
        let listed: BTreeSet<&String> = exercise.properties.iter().flat_map(|p| &p.tests).collect();
        let there: BTreeSet<&String> = kit.expected.iter().collect();
        ensure!(
            listed == there,
            "the assignment's tests of {} are not those of its test file; they differ in {:?}",
            exercise.name,
            listed.symmetric_difference(&there).collect::<Vec<_>>()
        );
        Ok(kit)
    };
    assignment.exercises.iter().enumerate().map(one).collect()
}

fn kit(
    workspace: &Workspace,
    exercise: Exercise,
    needs_unsafe: bool,
    built: &Built,
    name: &str,
    folder: &Path,
) -> anyhow::Result<Kit> {
    let package = exercise.chapter.package();
    let below = |path: &Path| -> anyhow::Result<String> {
        Ok(path.strip_prefix(&workspace.root)?.display().to_string())
    };
    let manifest = Manifest::of(&package)?;
    let explored = manifest.harness(&exercise.entry.name);
    let tests = tests_of(exercise)?;

    copy(&package.join("tests"), &folder.join(below(&package.join("tests"))?))?;
    for (file, text) in &tests.sources {
        write(&folder.join(below(file)?), text)?;
    }
    // The chapter's own modules, and a place for the answer.
    let source = package.join("src");
    copy(&source, &folder.join(below(&source)?))?;
    for other in exercise.chapter.exercises() {
        fs::remove_file(folder.join(below(&other.file())?)).ok();
    }
    write(&folder.join(below(&exercise.file())?), "")?;
    let attribute = if needs_unsafe { "" } else { "#[forbid(unsafe_code)] " };
    let root = judge::crate_root_for(exercise, &exercise.file(), attribute)?;
    let root = root.replace(&format!("{}/", source.display()), "");
    write(&folder.join(below(&source.join("lib.rs"))?), &root)?;

    let linked = |names: BTreeSet<String>| -> anyhow::Result<Vec<(String, String)>> {
        let one = |name: String| {
            let name = name.replace('-', "_");
            let file = built.get(&name).with_context(|| format!("cargo has built no `{name}`"))?;
            Ok((name, file.clone()))
        };
        names.into_iter().map(one).collect()
    };
    let of_answer = linked(manifest.of_library())?;
    let all = manifest.dependencies().into_iter().chain(["proctor".to_owned()]).collect();
    Ok(Kit {
        name: exercise.id(),
        folder: name.to_owned(),
        package: below(&package)?,
        crate_name: exercise.chapter.crate_name(),
        answer: below(&exercise.file())?,
        tests: below(&exercise.tests())?,
        explored,
        expected: tests.tests.into_iter().map(|test| test.name).collect(),
        of_answer,
        of_tests: linked(all)?,
    })
}

/// The tests of an exercise, of either kind.
///
/// # Errors
/// When the test file cannot be understood.
pub(crate) fn tests_of(exercise: Exercise) -> anyhow::Result<TestFile> {
    let manifest = Manifest::of(&exercise.chapter.package())?;
    if manifest.harness(&exercise.entry.name) {
        expected::explored(&exercise.tests())
    } else {
        expected::processes(&exercise.tests())
    }
}

/// Copies a folder of sources.
fn copy(from: &Path, to: &Path) -> anyhow::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from).with_context(|| format!("cannot read {}", from.display()))? {
        let path = entry?.path();
        let target: PathBuf = to.join(path.file_name().unwrap_or_default());
        if path.is_dir() {
            copy(&path, &target)?;
        } else if path.extension().is_some_and(|e| e == "rs") {
            fs::copy(&path, &target)?;
        }
    }
    Ok(())
}

fn write(path: &Path, text: &str) -> anyhow::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, text).with_context(|| format!("cannot write {}", path.display()))
}
