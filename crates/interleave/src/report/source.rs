//! Lines of source files, as `file!` names them.

use std::path::{Path, PathBuf};

/// The text of a file that a `Location` names, if it can be found.
pub(crate) fn file(name: &str) -> Option<String> {
    std::fs::read_to_string(find(name)?).ok()
}

/// Line `line` (from 1) of a file.
pub(crate) fn line(name: &str, line: u32) -> Option<String> {
    file(name)?.lines().nth(line as usize - 1).map(str::to_string)
}

/// Under cargo, names are relative to the workspace, and a test runs in the folder of its package.
fn find(name: &str) -> Option<PathBuf> {
    let path = Path::new(name);
    if path.is_absolute() {
        return path.exists().then(|| path.to_path_buf());
    }
    let here = std::env::current_dir().ok()?;
    here.ancestors().map(|dir| dir.join(path)).find(|p| p.exists())
}
