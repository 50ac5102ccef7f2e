//! Writing files so that nothing is lost: beside first, then renamed; and keeping the old one.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Replaces the file at `path`, or makes it: whoever looks sees the old text or the new, never a part, also
/// after a crash.
///
/// # Errors
/// When the folder cannot be written to.
pub(crate) fn replace(path: &Path, text: &str) -> io::Result<()> {
    let beside = with_suffix(path, &format!("tmp-{}", std::process::id()));
    let written = (|| {
        let mut file = File::create(&beside)?;
        file.write_all(text.as_bytes())?;
        file.sync_all()?;
        fs::rename(&beside, path)
    })();
    if written.is_err() {
        let _ = fs::remove_file(&beside);
    }
    written
}

/// Gives the file at `path` a second name beside it, `<name>.<word>-<n>` with the first free n, and tells which.
/// A file that has such a name already is never touched.
///
/// # Errors
/// When the folder cannot be written to.
pub(crate) fn keep(path: &Path, word: &str) -> io::Result<PathBuf> {
    for n in 1.. {
        let kept = with_suffix(path, &format!("{word}-{n}"));
        // A second link takes no copying, and fails if the name is taken. Some file systems have no links.
        let result = fs::hard_link(path, &kept).or_else(|error| match error.kind() {
            io::ErrorKind::AlreadyExists | io::ErrorKind::NotFound => Err(error),
            _ => copy_new(path, &kept),
        });
        match result {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            result => return result.map(|()| kept),
        }
    }
    unreachable!("no folder has that many files")
}

fn copy_new(from: &Path, to: &Path) -> io::Result<()> {
    let text = fs::read(from)?;
    let mut file = File::create_new(to)?;
    file.write_all(&text)?;
    file.sync_all()
}

fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".");
    name.push(suffix);
    path.with_file_name(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kept_file_is_never_overwritten_by_the_next() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("counter.rs");
        for (text, name) in [("first", "counter.rs.kept-1"), ("second", "counter.rs.kept-2")] {
            replace(&path, text).expect("the folder is writable");
            let kept = keep(&path, "kept").expect("the folder is writable");
            assert_eq!(kept, folder.path().join(name));
        }
        replace(&path, "third").expect("the folder is writable");
        let read = |name: &str| fs::read_to_string(folder.path().join(name)).expect("it was kept");
        assert_eq!(read("counter.rs.kept-1"), "first");
        assert_eq!(read("counter.rs.kept-2"), "second");
        assert_eq!(read("counter.rs"), "third");
    }

    #[test]
    fn replacing_leaves_nothing_beside() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        replace(&folder.path().join("a"), "text").expect("the folder is writable");
        replace(&folder.path().join("missing/a"), "text").expect_err("there is no such folder");
        assert_eq!(fs::read_dir(folder.path()).expect("it is there").count(), 1);
    }
}
