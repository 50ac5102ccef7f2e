//! A copy of what judging needs of the workspace, so that nobody's answers are touched.

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

/// The copy; removed with this value.
pub(crate) struct Copy {
    root: TempDir,
}

impl Copy {
    /// Copies.
    pub(crate) fn new() -> Copy {
        let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let copy = Copy { root: tempfile::tempdir().expect("a temporary folder") };
        for folder in ["crates/interleave", "exercises", "solutions"] {
            copy_folder(&from.join(folder), &copy.root().join(folder));
        }
        // Any book will do.
        copy_folder(&from.join("crates/workbook/tests/fixture/book"), &copy.root().join("book"));
        let manifest = fs::read_to_string(from.join("Cargo.toml")).expect("it is there");
        let lines = manifest.lines().filter(|line| !line.starts_with("default-members"));
        let members = |line: &str| match line.strip_prefix("members") {
            Some(_) => "members = [\"crates/interleave\"]\n".to_owned(),
            None => format!("{line}\n"),
        };
        let manifest: String = lines.map(members).collect();
        fs::write(copy.root().join("Cargo.toml"), manifest).expect("the folder is writable");
        fs::copy(from.join("Cargo.lock"), copy.root().join("Cargo.lock")).expect("it is there");
        copy
    }

    pub(crate) fn root(&self) -> &Path {
        self.root.path()
    }

    /// The chapter's folder, such as `07-locks`, and the exercise's name.
    pub(crate) fn parts<'e>(&self, exercise: &'e str) -> (String, &'e str) {
        let (chapter, name) = exercise.split_once('/').expect("such as `locks/counter`");
        let folders = fs::read_dir(self.root().join("exercises")).expect("it was copied").flatten();
        let mut folders = folders.map(|entry| entry.file_name().to_string_lossy().into_owned());
        let folder = folders.find(|folder| folder.ends_with(&format!("-{chapter}")));
        (folder.unwrap_or_else(|| panic!("there is no chapter `{chapter}`")), name)
    }

    /// The text of our answer.
    pub(crate) fn solution(&self, exercise: &str) -> String {
        let (folder, name) = self.parts(exercise);
        read(&self.root().join(format!("solutions/{folder}/src/{name}.rs")))
    }

    /// The text of the first wrong answer.
    pub(crate) fn wrong_answer(&self, exercise: &str) -> String {
        let (folder, name) = self.parts(exercise);
        let wrong = fs::read_dir(self.root().join(format!("solutions/{folder}/wrong/{name}")));
        let mut wrong: Vec<PathBuf> =
            wrong.expect("there are some").flatten().map(|entry| entry.path()).collect();
        wrong.sort();
        read(&wrong[0])
    }

    /// Forgets that anything has passed.
    pub(crate) fn forget(&self) {
        fs::remove_dir_all(self.root().join(".workbook")).expect("something was judged");
    }

    /// Saves the learner's file.
    pub(crate) fn save(&self, exercise: &str, text: &str) {
        let (folder, name) = self.parts(exercise);
        let file = self.root().join(format!("exercises/{folder}/src/{name}.rs"));
        fs::write(file, text).expect("it is writable");
    }
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("the folder is writable");
    for entry in fs::read_dir(from).expect("the workspace is there").flatten() {
        let (from, to) = (entry.path(), to.join(entry.file_name()));
        if !from.is_dir() {
            fs::copy(&from, &to).expect("the folder is writable");
        } else if !["target", "node_modules"].contains(&&*entry.file_name().to_string_lossy()) {
            copy_folder(&from, &to);
        }
    }
}
