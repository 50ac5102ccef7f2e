//! Writing files so that nothing is lost: beside first, then renamed; and keeping the old one.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// The word for [`keep`] where a learner's file makes room. `counter.rs.kept-1` is no name that cargo or
/// rust-analyzer takes for a source file.
pub(crate) const KEPT: &str = "kept";

/// Replaces the file at `path`, or makes it: whoever looks sees the old text or the new, never a part, also
/// after a crash.
///
/// # Errors
/// When the folder cannot be written to.
pub(crate) fn replace(path: &Path, text: &str) -> io::Result<()> {
    let beside = with_suffix(path, &format!("tmp-{}", std::process::id()));
    let written = (|| {
        write_through(&beside, text)?;
        fs::rename(&beside, path)
    })();
    if written.is_err() {
        let _ = fs::remove_file(&beside);
    }
    written
}

/// Replaces the text of the file at `path`, which is there, if `agreed` when it is shown the present one; nothing
/// is written otherwise. The file keeps its permissions, and stays where a symbolic link leads to it.
///
/// # Errors
/// When the file cannot be read as text, or its folder cannot be written to.
pub(crate) fn replace_if(
    path: &Path,
    text: &str,
    agreed: impl FnOnce(&str) -> bool,
) -> io::Result<()> {
    let path = fs::canonicalize(path)?;
    let beside = with_suffix(&path, &format!("tmp-{}", std::process::id()));
    let written = (|| {
        write_through(&beside, text)?;
        fs::set_permissions(&beside, fs::metadata(&path)?.permissions())?;
        // Last of all: between this look and the new name there is nothing that takes time.
        if agreed(&fs::read_to_string(&path)?) {
            fs::rename(&beside, &path)
        } else {
            fs::remove_file(&beside)
        }
    })();
    if written.is_err() {
        let _ = fs::remove_file(&beside);
    }
    written
}

/// Writes a new file, down to the disk.
fn write_through(path: &Path, text: &str) -> io::Result<()> {
    let mut file = File::create(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
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

    #[test]
    fn a_text_is_replaced_only_if_agreed_and_keeps_its_permissions() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let folder = tempfile::tempdir().expect("a temporary folder");
        let (path, link) = (folder.path().join("a.rs"), folder.path().join("link.rs"));
        fs::write(&path, "old").expect("the folder is writable");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).expect("it is ours");
        symlink("a.rs", &link).expect("the folder is writable");
        replace_if(&link, "new", |now| now == "older").expect("it can be read");
        assert_eq!(fs::read_to_string(&path).expect("it is there"), "old");
        replace_if(&link, "new", |now| now == "old").expect("it can be written");
        assert_eq!(fs::read_to_string(&path).expect("it is there"), "new");
        assert!(link.is_symlink(), "the link is still one");
        let mode = fs::metadata(&path).expect("it is there").permissions().mode();
        assert_eq!(mode & 0o777, 0o640);
        assert_eq!(fs::read_dir(folder.path()).expect("it is there").count(), 2, "nothing beside");
    }
}
