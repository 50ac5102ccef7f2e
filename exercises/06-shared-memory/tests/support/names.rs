//! A janitor, the names that are made with it, and those that are there.

use std::fs;
use std::path::PathBuf;

use forktest::Scene;
use interleave::Verdict;
use shared_memory::janitor::{Janitor, Named};

/// A janitor.
pub(crate) fn started(scene: &Scene) -> Janitor {
    Janitor::start().unwrap_or_else(|error| {
        scene.fail(Verdict::WrongResult, format!("`Janitor::start` says: {error}"))
    })
}

/// Memory with a name that begins with `stem`.
pub(crate) fn made<'j>(scene: &Scene, janitor: &'j Janitor, stem: &str) -> Named<'j> {
    janitor
        .create(&scene.shared_name(stem), 100)
        .unwrap_or_else(|error| scene.fail(Verdict::WrongResult, format!("`create` says: {error}")))
}

/// Where a name is in the file system.
pub(crate) fn place(named: &Named<'_>) -> PathBuf {
    PathBuf::from(format!("/dev/shm{}", named.name()))
}

/// Which names of this test there are, without what all of them begin with.
pub(crate) fn names(scene: &Scene) -> Vec<String> {
    let begin = scene.shared_name("").trim_start_matches('/').to_owned();
    let entries = fs::read_dir("/dev/shm").expect("there is such a folder").flatten();
    let names = entries.filter_map(|entry| entry.file_name().into_string().ok());
    let mut names: Vec<String> =
        names.filter_map(|name| name.strip_prefix(&begin).map(stem)).collect();
    names.sort_unstable();
    names
}

/// What the test has called it: the rest of a name is not the same in each run.
fn stem(name: &str) -> String {
    name.chars().take_while(|letter| letter.is_ascii_lowercase()).collect()
}

/// Fails unless all names are gone.
pub(crate) fn all_gone(scene: &Scene, when: &str) {
    let left = names(scene);
    if let Some(name) = left.first() {
        scene.fail(
            Verdict::NameLeft,
            format!("{} of `/dev/shm` left {when}, one of them for `{name}`", many(left.len())),
        );
    }
}

fn many(names: usize) -> String {
    if names == 1 { "a name is".into() } else { format!("{names} names are") }
}
