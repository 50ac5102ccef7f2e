//! The zip that Gradescope makes an autograder from: two scripts, the assignment, and what of this repository it takes
//! to grade. The solutions are in it, since they are graded first.
//!
//! <https://gradescope-autograders.readthedocs.io/en/latest/specs/>

use std::fs::{self, File};
use std::io::{BufWriter, Seek, Write};
use std::path::Path;

use anyhow::{Context, ensure};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::super::assignment::Assignment;
use crate::commands::Exit;
use crate::workspace::Workspace;

const SETUP: &str = include_str!("autograder/setup.sh");
const RUN: &str = include_str!("autograder/run_autograder");

/// What of the repository is needed to build this program, and what it grades with.
const NEEDED: [&str; 9] = [
    ".cargo",
    "Cargo.lock",
    "Cargo.toml",
    "benches",
    "book/assets",
    "book/listings",
    "crates",
    "exercises",
    "solutions",
];

/// What is left out below these: what is built, what is recorded, and the other answers.
const LEFT_OUT: [&str; 5] = ["node_modules", "recorded", "right", "target", "wrong"];

/// Writes the zip.
///
/// # Errors
/// When the assignment cannot be read, or a file not be written.
pub(crate) fn run(workspace: &Workspace, assignment: &Path, out: &Path) -> anyhow::Result<Exit> {
    let folder = assignment;
    ensure!(folder.is_dir(), "{} is no folder of an assignment", folder.display());
    let assignment = Assignment::load(folder)?;
    let name = out.file_name().context("the zip has no name")?.to_string_lossy().into_owned();
    let beside = out.with_file_name(format!("{name}.tmp-{}", std::process::id()));
    let written = (|| {
        let file = File::create(&beside)?;
        write(workspace, folder, BufWriter::new(file))?.into_inner()?.sync_all()?;
        anyhow::Ok(fs::rename(&beside, out)?)
    })();
    if written.is_err() {
        let _ = fs::remove_file(&beside);
    }
    written.with_context(|| format!("cannot write {}", out.display()))?;
    println!(
        "{}: the autograder for {}. It holds the solutions and the assignment's seeds, so it is not for students.",
        out.display(),
        assignment.name
    );
    Ok(Exit::Passed)
}

fn write<W: Write + Seek>(workspace: &Workspace, assignment: &Path, to: W) -> anyhow::Result<W> {
    let mut zip = ZipWriter::new(to);
    let program = SimpleFileOptions::default().unix_permissions(0o755);
    zip.start_file("setup.sh", program)?;
    zip.write_all(SETUP.replace("@RUST@", RUST).as_bytes())?;
    zip.start_file("run_autograder", program)?;
    zip.write_all(RUN.as_bytes())?;
    let text = fs::read(assignment.join(super::super::assignment::FILE))?;
    zip.start_file("assignment/assignment.toml", SimpleFileOptions::default())?;
    zip.write_all(&text)?;
    for part in NEEDED {
        add(&mut zip, &workspace.root, Path::new(part))?;
    }
    Ok(zip.finish()?)
}

/// The toolchain that this program was built for: results of different compilers do not compare.
const RUST: &str = env!("CARGO_PKG_RUST_VERSION");

/// A file, or a folder with what is in it, in the order of the names.
fn add<W: Write + Seek>(zip: &mut ZipWriter<W>, root: &Path, part: &Path) -> anyhow::Result<()> {
    let path = root.join(part);
    let kind = match fs::symlink_metadata(&path) {
        Ok(found) => found.file_type(),
        // A workspace need not have all of them.
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(error).with_context(|| format!("cannot read {}", path.display())),
    };
    if kind.is_dir() {
        let mut names: Vec<_> = fs::read_dir(&path)?
            .map(|entry| Ok(entry?.file_name()))
            .collect::<std::io::Result<_>>()?;
        names.sort();
        for name in names {
            let hidden = name.to_string_lossy().starts_with('.');
            if !hidden && !LEFT_OUT.iter().any(|left_out| name == *left_out) {
                add(zip, root, &part.join(&name))?;
            }
        }
    } else if kind.is_file() {
        let name = format!("repository/{}", part.to_string_lossy());
        zip.start_file(name, SimpleFileOptions::default())?;
        let text = fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
        zip.write_all(&text)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::io::{Cursor, Read};

    use super::*;

    #[test]
    fn the_zip_has_what_gradescope_looks_for_and_no_more_answers_than_it_needs() {
        let root = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."));
        let workspace = Workspace::find(Some(root)).expect("the repository is a workspace");
        let assignment = tempfile::tempdir().expect("a temporary folder");
        fs::write(assignment.path().join("assignment.toml"), "schema = 1\n")
            .expect("it is writable");
        let written = write(&workspace, assignment.path(), Cursor::new(Vec::new()));
        let bytes = written.expect("everything can be read").into_inner();
        let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).expect("it is a zip");
        let mut names = BTreeSet::new();
        for at in 0..zip.len() {
            let mut file = zip.by_index(at).expect("it was just written");
            let name = file.name().expect("names are in UTF-8").into_owned();
            if ["setup.sh", "run_autograder"].contains(&name.as_str()) {
                assert_eq!(file.unix_mode().map(|mode| mode & 0o777), Some(0o755), "{name}");
                let mut text = String::new();
                file.read_to_string(&mut text).expect("it is text");
                assert!(text.starts_with("#!/usr/bin/env bash\n"), "{text}");
                assert!(!text.contains("@RUST@"), "{text}");
            }
            names.insert(name);
        }
        for needed in [
            "setup.sh",
            "run_autograder",
            "assignment/assignment.toml",
            "repository/Cargo.lock",
            "repository/crates/workbook/src/main.rs",
            "repository/book/assets/player.js",
            "repository/exercises/07-locks/tests/counter.rs",
        ] {
            assert!(names.contains(needed), "{needed} is missing");
        }
        let not_needed = |name: &&String| {
            name.contains("/wrong/") || name.contains("/right/") || name.contains("/.git/")
        };
        assert_eq!(names.iter().find(not_needed), None);
    }
}
