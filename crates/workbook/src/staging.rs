//! A folder that is written beside its place and then renamed: whoever looks sees the old one whole, or the new one.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

/// A folder under construction; removed when it is dropped unfinished.
#[derive(Debug)]
pub(crate) struct Staging {
    dest: PathBuf,
    folder: PathBuf,
    marker: &'static str,
}

impl Staging {
    /// Begins a folder that will take the place of `dest`: of nothing, of an empty folder, or of one that holds
    /// `marker`, the file by which our own are known. `what` that is goes into the error.
    ///
    /// # Errors
    /// When `dest` holds anything else, or nothing can be made beside it.
    pub(crate) fn begin(dest: &Path, marker: &'static str, what: &str) -> Result<Staging> {
        let dest = std::path::absolute(dest)?;
        refuse_foreign(&dest, marker, what)?;
        let folder = sibling(&dest, "building")?;
        remove_if_there(&folder)?;
        Ok(Staging { dest, folder, marker })
    }

    /// Where to write. It may not be there yet.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Puts the folder into its place, and tells where that is.
    ///
    /// # Errors
    /// When it cannot be renamed; an earlier one is then still there.
    pub(crate) fn done(self) -> Result<PathBuf> {
        let dest = self.dest.clone();
        fs::write(self.folder.join(self.marker), "The next one replaces this folder.\n")?;
        let old = sibling(&dest, "old")?;
        remove_if_there(&old)?;
        if dest.exists() {
            fs::rename(&dest, &old)
                .with_context(|| format!("cannot replace {}", dest.display()))?;
        }
        fs::rename(&self.folder, &dest)
            .with_context(|| format!("cannot create {}", dest.display()))?;
        remove_if_there(&old)?;
        Ok(dest)
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        // After `done` there is nothing; otherwise the error at hand says more than a failure to tidy up would.
        let _ = remove_if_there(&self.folder);
    }
}

fn refuse_foreign(dest: &Path, marker: &str, what: &str) -> Result<()> {
    let mut entries = match fs::read_dir(dest) {
        Ok(entries) => entries,
        Err(e) if e.kind() == ErrorKind::NotFound => return Ok(()),
        Err(e) => return Err(e).with_context(|| format!("cannot use {}", dest.display())),
    };
    if entries.next().is_some() && !dest.join(marker).exists() {
        bail!(
            "{} holds files that are not {what}, and they would be deleted; name a folder that is empty or does \
             not exist",
            dest.display()
        );
    }
    Ok(())
}

/// A hidden folder next to `dest`, on the same file system, for this process alone.
fn sibling(dest: &Path, what: &str) -> Result<PathBuf> {
    let name = dest.file_name().with_context(|| format!("{} is no folder name", dest.display()))?;
    let parent = dest.parent().with_context(|| format!("{} has no parent", dest.display()))?;
    fs::create_dir_all(parent).with_context(|| format!("cannot create {}", parent.display()))?;
    let name = format!(".{}.{what}.{}", name.to_string_lossy(), std::process::id());
    Ok(parent.join(name))
}

fn remove_if_there(folder: &Path) -> Result<()> {
    match fs::remove_dir_all(folder) {
        Err(e) if e.kind() != ErrorKind::NotFound => {
            Err(e).with_context(|| format!("cannot remove {}", folder.display()))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_replaces_its_predecessor_and_nothing_else() {
        let place = tempfile::tempdir().expect("a temporary folder");
        let dest = place.path().join("report");
        for text in ["first", "second"] {
            let staging = Staging::begin(&dest, ".ours", "an earlier report").expect("it is ours");
            fs::create_dir(staging.folder()).expect("the place is writable");
            fs::write(staging.folder().join("page"), text).expect("the place is writable");
            staging.done().expect("it can be renamed");
            assert_eq!(fs::read_to_string(dest.join("page")).expect("it is there"), text);
        }
        fs::remove_file(dest.join(".ours")).expect("it is there");
        let error = Staging::begin(&dest, ".ours", "an earlier report").expect_err("a stranger's");
        assert!(error.to_string().contains("not an earlier report"), "{error}");
        assert_eq!(fs::read_dir(place.path()).expect("it is there").count(), 1, "nothing beside");
    }

    #[test]
    fn what_is_not_finished_leaves_nothing_behind() {
        let place = tempfile::tempdir().expect("a temporary folder");
        let staging = Staging::begin(&place.path().join("a"), ".ours", "ours").expect("it is new");
        fs::create_dir(staging.folder()).expect("the place is writable");
        drop(staging);
        assert_eq!(fs::read_dir(place.path()).expect("it is there").count(), 0);
    }
}
