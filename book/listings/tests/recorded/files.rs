//! The package's files, and how what is printed now is compared with what was recorded.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Whether this program is one of those that `LISTINGS=name,name` asks for; all are without it.
pub(crate) fn wanted(name: &str) -> bool {
    std::env::var("LISTINGS").map_or(true, |names| names.split(',').any(|one| one == name))
}

pub(crate) fn package() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Files with this ending below a folder, sorted.
pub(crate) fn files(dir: &Path, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(dir).unwrap_or_else(|e| panic!("{}: {e}", dir.display())) {
        let path = entry.expect("a readable folder").path();
        if path.is_dir() {
            found.extend(files(&path, ending));
        } else if path.extension().is_some_and(|e| e == ending) {
            found.push(path);
        }
    }
    found.sort();
    found
}

pub(crate) fn name(path: &Path) -> String {
    path.file_stem().expect("a file has a name").to_string_lossy().into_owned()
}

/// What a command prints, which must succeed.
pub(crate) fn output(command: &mut Command) -> String {
    let output = command.output().unwrap_or_else(|e| panic!("{command:?}: {e}"));
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{command:?} ended with {}:\n{errors}", output.status);
    String::from_utf8(output.stdout).expect("listings print UTF-8")
}

/// Compares with the file, or writes it if that is asked for.
pub(crate) fn compare(file: &str, now: &str) {
    let path = package().join("recorded").join(file);
    if std::env::var_os("UPDATE_RECORDED").is_some() {
        return fs::write(&path, now).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    }
    let hint = "run `UPDATE_RECORDED=1 cargo test -p listings`, and read what changed";
    let recorded =
        fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}; {hint}", path.display()));
    assert!(
        recorded == now,
        "recorded/{file} is not what is printed now; {hint}\n--- now\n{now}\n--- recorded\n{recorded}"
    );
}
