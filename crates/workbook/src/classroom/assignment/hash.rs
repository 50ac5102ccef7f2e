//! The hash of everything that decides a grade.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;
use sha2::{Digest, Sha256};

use super::Assignment;
use crate::select;
use crate::workspace::Workspace;

/// What every grade depends on: the crates that judge, and the versions of what they are built from.
const ALWAYS: &[&str] = &[
    "Cargo.lock",
    "crates/confine/src",
    "crates/forktest/src",
    "crates/interleave/src",
    "crates/proctor/src",
];

impl Assignment {
    /// The hash as it is now: of the points, the seeds, the tests, what the tests are built with, and what they judge
    /// with.
    ///
    /// # Errors
    /// When an exercise is unknown, or a file cannot be read.
    pub(crate) fn hash_now(&self, workspace: &Workspace) -> anyhow::Result<String> {
        let mut files: Vec<PathBuf> = Vec::new();
        for path in ALWAYS {
            collect(&workspace.root.join(path), &mut files)?;
        }
        for exercise in &self.exercises {
            let exercise = select::exercise(workspace, &exercise.name)?;
            let package = exercise.chapter.package();
            collect(&package.join("tests"), &mut files)?;
            collect(&package.join("Cargo.toml"), &mut files)?;
            collect(&package.join("src"), &mut files)?;
            // A learner may have written into these.
            for answer in exercise.chapter.exercises() {
                files.retain(|file| *file != answer.file());
            }
        }
        files.sort();
        files.dedup();
        let mut hash = Sha256::new();
        let this = Assignment { hash: String::new(), ..self.clone() };
        hash.update(this.text()?);
        for file in files {
            let name = file.strip_prefix(&workspace.root).unwrap_or(&file);
            let text =
                fs::read(&file).with_context(|| format!("cannot read {}", file.display()))?;
            hash.update(format!("\n{} {}\n", name.display(), text.len()));
            hash.update(text);
        }
        Ok(hex(&hash.finalize()))
    }
}

/// `path`, or all files below it. What an editor or a learner has left beside them does not count.
fn collect(path: &Path, files: &mut Vec<PathBuf>) -> anyhow::Result<()> {
    if path.is_dir() {
        for entry in
            fs::read_dir(path).with_context(|| format!("cannot read {}", path.display()))?
        {
            collect(&entry?.path(), files)?;
        }
    } else if path.extension().is_some_and(|e| e == "rs" || e == "toml" || e == "lock") {
        files.push(path.to_owned());
    }
    Ok(())
}

/// The SHA-256 of some bytes, in hexadecimal.
pub(crate) fn digest(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
