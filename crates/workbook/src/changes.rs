//! Notices that files have changed, by looking at their times: for what may take a moment to be noticed.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// Remembers the files as they were when last looked at.
#[derive(Debug, Default)]
pub(crate) struct Changes {
    places: Vec<PathBuf>,
    seen: Vec<(PathBuf, SystemTime, u64)>,
}

impl Changes {
    /// Of these files, and of all files in these folders, from now on.
    pub(crate) fn of(places: Vec<PathBuf>) -> Changes {
        let mut changes = Changes { places, seen: Vec::new() };
        changes.any();
        changes
    }

    /// Whether a file has appeared, vanished or changed since the last call.
    pub(crate) fn any(&mut self) -> bool {
        let mut files = Vec::new();
        for place in &self.places {
            collect(place, &mut files);
        }
        files.sort();
        let changed = files != self.seen;
        self.seen = files;
        changed
    }
}

fn collect(place: &Path, files: &mut Vec<(PathBuf, SystemTime, u64)>) {
    if place.is_dir() {
        // A symbolic link to a folder might lead round in a circle.
        let inside = entries(place).filter(|path| !(path.is_symlink() && path.is_dir()));
        inside.for_each(|path| collect(&path, files));
    } else if let Ok(data) = place.metadata() {
        let modified = data.modified().unwrap_or(SystemTime::UNIX_EPOCH);
        files.push((place.to_owned(), modified, data.len()));
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_is_noticed_once_and_hidden_files_do_not_count() {
        let root = tempfile::tempdir().expect("a temporary folder");
        let page = root.path().join("book/src/page.md");
        fs::create_dir_all(page.parent().expect("it has one")).expect("the folder is writable");
        fs::write(&page, "a").expect("the folder is writable");
        let mut changes = Changes::of(vec![root.path().join("book")]);
        assert!(!changes.any(), "nothing has happened yet");
        fs::write(&page, "longer").expect("the folder is writable");
        assert!(changes.any(), "the page has another length");
        assert!(!changes.any(), "it was told already");
        fs::write(page.with_file_name(".page.md.swp"), "x").expect("the folder is writable");
        assert!(!changes.any(), "an editor's file is none of the book's");
        fs::remove_file(&page).expect("it is there");
        assert!(changes.any(), "the page is gone");
    }
}
