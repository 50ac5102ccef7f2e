//! Notices that the book's files have changed, by looking at their times.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// Remembers the files as they were when last looked at.
#[derive(Debug)]
pub(crate) struct Watch {
    root: PathBuf,
    seen: Vec<(PathBuf, SystemTime, u64)>,
}

impl Watch {
    /// Watches the book of the workspace at `root`: `book/`, and what the pages say about exercises.
    pub(crate) fn new(root: &Path) -> Watch {
        let mut watch = Watch { root: root.to_owned(), seen: Vec::new() };
        watch.changed();
        watch
    }

    /// Whether a file has appeared, vanished or changed since the last call.
    pub(crate) fn changed(&mut self) -> bool {
        let mut files = Vec::new();
        collect(&self.root.join("book"), &mut files);
        for chapter in entries(&self.root.join("exercises")) {
            note(chapter.join("exercises.toml"), &mut files);
        }
        files.sort();
        let changed = files != self.seen;
        self.seen = files;
        changed
    }
}

fn collect(folder: &Path, files: &mut Vec<(PathBuf, SystemTime, u64)>) {
    for path in entries(folder) {
        // A symbolic link to a folder might lead round in a circle.
        if path.is_dir() && !path.is_symlink() {
            collect(&path, files);
        } else {
            note(path, files);
        }
    }
}

/// What a folder holds, except hidden files (editors keep theirs there) and built ones.
fn entries(folder: &Path) -> impl Iterator<Item = PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let skip = |name: &str| name.starts_with('.') || matches!(name, "target" | "node_modules");
    entries
        .filter(move |entry| !skip(&entry.file_name().to_string_lossy()))
        .map(|entry| entry.path())
}

fn note(path: PathBuf, files: &mut Vec<(PathBuf, SystemTime, u64)>) {
    if let Ok(data) = path.metadata() {
        files.push((path, data.modified().unwrap_or(SystemTime::UNIX_EPOCH), data.len()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_is_noticed_once_and_hidden_files_do_not_count() {
        let root = tempfile::tempdir().expect("a temporary folder");
        let page = root.path().join("book/src/page.md");
        fs::create_dir_all(page.parent().expect("it has one")).expect("the folder is writable");
        fs::write(&page, "a").expect("the folder is writable");
        let mut watch = Watch::new(root.path());
        assert!(!watch.changed(), "nothing has happened yet");
        fs::write(&page, "longer").expect("the folder is writable");
        assert!(watch.changed(), "the page has another length");
        assert!(!watch.changed(), "it was told already");
        fs::write(page.with_file_name(".page.md.swp"), "x").expect("the folder is writable");
        assert!(!watch.changed(), "an editor's file is none of the book's");
        fs::remove_file(&page).expect("it is there");
        assert!(watch.changed(), "the page is gone");
    }
}
