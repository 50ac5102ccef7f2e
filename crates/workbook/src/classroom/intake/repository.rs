//! A submission that is a git repository without a work tree. One with a work tree is a folder.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use super::{FILE, choose, text};
use crate::interrupt::Job;
use crate::process;

/// How long a call of git may take.
const PATIENCE: Duration = Duration::from_secs(20);

/// Whether the folder is a bare repository.
pub(super) fn is_bare(path: &Path) -> bool {
    path.join("HEAD").is_file() && path.join("objects").is_dir() && path.join("refs").is_dir()
}

/// Takes the wanted files of its newest commit.
pub(super) fn take(
    path: &Path,
    wanted: &[&str],
) -> Result<BTreeMap<String, Option<String>>, String> {
    if path.join("objects/info/alternates").exists() {
        return Err("the repository takes its files from another one; hand in a clone of its own"
            .to_owned());
    }
    let listed = git(path, &["ls-tree", "-r", "-z", "HEAD"])?;
    // `100644 blob 0123…<tab>path`; a link has the mode 120000.
    let entries: Vec<(&str, &str, &str)> = listed
        .split('\0')
        .filter_map(|line| {
            let (about, name) = line.split_once('\t')?;
            let mut words = about.split(' ');
            Some((words.next()?, words.nth(1)?, name))
        })
        .filter(|(_, _, name)| name.ends_with(".rs"))
        .collect();
    let names: Vec<&str> = entries.iter().map(|(_, _, name)| *name).collect();
    let mut texts = BTreeMap::new();
    for &name in wanted {
        let found = choose(&names, name)?;
        let entry = entries.iter().find(|(_, _, name)| Some(*name) == found);
        let text = entry.map(|&(mode, object, name)| read(path, mode, object, name)).transpose()?;
        texts.insert(name.to_owned(), text);
    }
    Ok(texts)
}

fn read(path: &Path, mode: &str, object: &str, name: &str) -> Result<String, String> {
    if !mode.starts_with("100") {
        return Err(format!("{name} is a link, and links are not followed"));
    }
    let size = git(path, &["cat-file", "-s", object])?;
    if size.trim().parse::<u64>().map_or(true, |size| size > FILE) {
        return Err(format!("{name} is larger than {} KiB", FILE >> 10));
    }
    let read = git(path, &["cat-file", "blob", object])?;
    if read.contains('\u{fffd}') {
        return Err(format!("{name} is no text in UTF-8"));
    }
    text(name, read.into_bytes())
}

/// What git says; nothing that the repository configures is run.
fn git(path: &Path, arguments: &[&str]) -> Result<String, String> {
    let mut git = Command::new("git");
    git.arg("--git-dir").arg(path).args([
        "-c",
        "core.fsmonitor=false",
        "-c",
        "core.hooksPath=/dev/null",
    ]);
    git.args(arguments)
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_NO_REPLACE_OBJECTS", "1")
        .env("GIT_ALTERNATE_OBJECT_DIRECTORIES", "");
    let finished = process::run(git, Instant::now() + PATIENCE, &Job::default())
        .map_err(|error| format!("git cannot be run: {error}"))?;
    if finished.success() {
        Ok(finished.stdout)
    } else {
        Err(format!("git cannot read the repository: {}", finished.stderr.trim()))
    }
}
