//! What students get: a cargo workspace with the exercises as they were shipped, their public tests, and what judges
//! them. No solutions, no other answers, no seeds.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context, ensure};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::chapter::Chapter;
use crate::classroom::assignment::{Assignment, FILE};
use crate::interrupt::Job;
use crate::manifest::Manifest;
use crate::terminal::enumerate;
use crate::workspace::Workspace;
use crate::{files, process, select, stub};

/// The name of the folder.
pub(super) const FOLDER: &str = "starter";

/// How long git may take.
const PATIENCE: Duration = Duration::from_secs(60);

/// Makes `starter/` and `starter.zip` in an assignment's folder. A starter that is there is kept beside.
pub(super) fn make(
    workspace: &Workspace,
    assignment: &Assignment,
    folder: &Path,
    git: bool,
) -> anyhow::Result<()> {
    let beside = tempfile::Builder::new().prefix("starter-").tempdir_in(folder)?;
    fill(workspace, assignment, beside.path())?;
    if git {
        commit(beside.path(), assignment)?;
    }
    let place = folder.join(FOLDER);
    if place.exists() {
        let kept =
            (1..).map(|n| folder.join(format!("{FOLDER}.kept-{n}"))).find(|path| !path.exists());
        fs::rename(&place, kept.context("no name is free")?)?;
    }
    fs::set_permissions(beside.path(), std::os::unix::fs::PermissionsExt::from_mode(0o755))?;
    fs::rename(beside.keep(), &place)
        .with_context(|| format!("cannot write {}", place.display()))?;
    let zip = folder.join(format!("{FOLDER}.zip"));
    pack(&place, &zip, &assignment.name).with_context(|| format!("cannot write {}", zip.display()))
}

fn fill(workspace: &Workspace, assignment: &Assignment, to: &Path) -> anyhow::Result<()> {
    let root = &workspace.root;
    let mut crates: BTreeSet<String> = BTreeSet::new();
    let mut chapters: Vec<&Chapter> = Vec::new();
    for exercise in &assignment.exercises {
        let chapter = select::exercise(workspace, &exercise.name)?.chapter;
        if !chapters.iter().any(|known| known.folder == chapter.folder) {
            chapters.push(chapter);
        }
    }
    for chapter in &chapters {
        let place = to.join("exercises").join(&chapter.folder);
        copy(&chapter.package(), &place)?;
        for exercise in chapter.exercises() {
            // As it was shipped, and not as somebody has written it here.
            let solution = fs::read_to_string(exercise.solution())
                .with_context(|| format!("cannot read the solution of {}", exercise.id()))?;
            let file = place.join("src").join(exercise.file().file_name().unwrap_or_default());
            fs::write(file, stub::derive(&solution).with_context(|| exercise.id())?)?;
        }
        let names = Manifest::of(&chapter.package())?.dependencies();
        crates.extend(names.into_iter().filter(|name| root.join("crates").join(name).is_dir()));
    }
    // What those are built with.
    for name in crates.clone() {
        let names = Manifest::of(&root.join("crates").join(&name))?.dependencies();
        crates.extend(names.into_iter().filter(|name| root.join("crates").join(name).is_dir()));
    }
    for name in &crates {
        copy(&root.join("crates").join(name), &to.join("crates").join(name))?;
    }
    for name in ["Cargo.lock", "LICENSE-APACHE", "LICENSE-MIT", "rustfmt.toml", ".editorconfig"] {
        let from = root.join(name);
        if from.is_file() {
            fs::copy(&from, to.join(name))?;
        }
    }
    fs::write(to.join("Cargo.toml"), manifest(&fs::read_to_string(root.join("Cargo.toml"))?))?;
    fs::write(to.join(".gitignore"), "/target\n")?;
    fs::write(to.join("README.md"), readme(workspace, assignment)?)?;
    // Points and tests are no secret; the seeds are.
    let mut public = assignment.clone();
    public.seeds.clear();
    files::replace(&to.join(FILE), &public.text()?)?;
    Ok(())
}

/// The workspace's manifest, with other members.
fn manifest(text: &str) -> String {
    let line = |line: &str| -> String {
        if line.starts_with("members =") {
            "members = [\"crates/*\", \"exercises/*\"]\n".to_owned()
        } else if line.starts_with("default-members =") {
            "default-members = [\"exercises/*\"]\n".to_owned()
        } else if line.starts_with("# ") && line.contains("cargo run") {
            String::new()
        } else {
            format!("{line}\n")
        }
    };
    text.lines().map(line).collect()
}

fn readme(workspace: &Workspace, assignment: &Assignment) -> anyhow::Result<String> {
    let mut text = format!("# {}\n\n", assignment.title);
    if let Some(due) = &assignment.due {
        text += &format!("Due: {due}\n\n");
    }
    text += "You need Rust (<https://rustup.rs>). Write the answers into these files, and hand them in; no other file is looked at.\n\n";
    text += "| file | to do | points | test it with |\n|---|---|---|---|\n";
    for one in &assignment.exercises {
        let exercise = select::exercise(workspace, &one.name)?;
        text += &format!(
            "| [`{file}`]({file}) | {} | {} | `cargo test -p {} --test {}` |\n",
            exercise.entry.title,
            one.points(),
            exercise.chapter.name(),
            exercise.entry.name,
            file = one.file,
        );
    }
    text += "\nYour answers are judged by these same tests, in every interleaving that a fixed budget allows, and from other random \
             seeds. `assignment.toml` says which test gives how much.\n";
    let safe = assignment.exercises.iter().filter(|exercise| !exercise.needs_unsafe);
    let safe: Vec<String> = safe.map(|exercise| format!("`{}`", exercise.name)).collect();
    if !safe.is_empty() {
        text += &format!("\n`unsafe` is not accepted in {}.\n", enumerate(&safe));
    }
    Ok(text)
}

/// Copies a package, without what was built in it or kept beside.
fn copy(from: &Path, to: &Path) -> anyhow::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from).with_context(|| format!("cannot read {}", from.display()))? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let (path, target) = (entry.path(), to.join(&name));
        let kind = entry.file_type()?;
        if name == "target"
            || name == "exercises.toml"
            || name.contains(".kept-")
            || name.contains(".tmp-")
        {
            continue;
        }
        if kind.is_dir() {
            copy(&path, &target)?;
        } else if kind.is_file() {
            fs::copy(&path, &target)?;
        }
    }
    Ok(())
}

/// Makes a repository of the folder, with one commit.
fn commit(folder: &Path, assignment: &Assignment) -> anyhow::Result<()> {
    let message = format!("{}, as it is handed out", assignment.title);
    for arguments in [
        vec!["init", "--quiet", "--initial-branch=main"],
        vec!["add", "--all"],
        vec![
            "-c",
            "user.name=workbook",
            "-c",
            "user.email=workbook@localhost",
            "commit",
            "--quiet",
            "--message",
            &message,
        ],
    ] {
        let mut git = Command::new("git");
        git.args(&arguments).current_dir(folder).env("GIT_CONFIG_NOSYSTEM", "1");
        let finished = process::run(git, Instant::now() + PATIENCE, &Job::default())
            .context("cannot run git; is it installed?")?;
        ensure!(finished.success(), "git {} says: {}", arguments[0], finished.stderr.trim());
    }
    Ok(())
}

/// Writes the files of `folder` into a zip, below one folder of that name. Equal folders give equal zips.
fn pack(folder: &Path, to: &Path, name: &str) -> anyhow::Result<()> {
    let mut paths = Vec::new();
    list(folder, &mut paths)?;
    paths.sort();
    let mut zip =
        ZipWriter::new(tempfile::NamedTempFile::new_in(to.parent().unwrap_or(Path::new(".")))?);
    for path in paths {
        let inside = path.strip_prefix(folder)?;
        zip.start_file(format!("{name}/{}", inside.display()), SimpleFileOptions::default())?;
        std::io::copy(&mut File::open(&path)?, &mut zip)?;
    }
    let mut file = zip.finish()?;
    file.flush()?;
    fs::set_permissions(file.path(), std::os::unix::fs::PermissionsExt::from_mode(0o644))?;
    file.persist(to)?;
    Ok(())
}

fn list(folder: &Path, found: &mut Vec<PathBuf>) -> anyhow::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            if entry.file_name() != ".git" {
                list(&entry.path(), found)?;
            }
        } else {
            found.push(entry.path());
        }
    }
    Ok(())
}
