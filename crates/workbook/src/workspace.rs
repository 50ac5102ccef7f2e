//! The workspace: its root folder and its chapters.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, ensure};

use crate::chapter::{Chapter, Exercise};

/// Where the exercises, the solutions and the book are.
#[derive(Debug)]
pub(crate) struct Workspace {
    /// The folder that holds `exercises/`, `solutions/` and `book/`; absolute.
    pub root: PathBuf,
    /// In the order of their numbers.
    pub chapters: Vec<Chapter>,
}

impl Workspace {
    /// Finds the workspace: `root` if given, else the one around the current folder, else the one that this
    /// program was built in.
    ///
    /// # Errors
    /// When there is none, or one of its `exercises.toml` is wrong.
    pub(crate) fn find(root: Option<&Path>) -> anyhow::Result<Workspace> {
        let root = match root {
            Some(root) => {
                ensure!(
                    is_root(root),
                    "{} holds no exercises/NN-topic/exercises.toml",
                    root.display()
                );
                root.to_owned()
            }
            None => around_here().unwrap_or_else(built_in),
        };
        let root = fs::canonicalize(&root).with_context(|| {
            format!("cannot find the workspace {}; run this inside it", root.display())
        })?;
        let chapters = folders(&root)
            .into_iter()
            .map(|folder| Chapter::load(&root, folder))
            .collect::<anyhow::Result<_>>()?;
        Ok(Workspace { root, chapters })
    }

    /// Every exercise of every chapter, in order.
    pub(crate) fn exercises(&self) -> impl Iterator<Item = Exercise<'_>> {
        self.chapters.iter().flat_map(Chapter::exercises)
    }

    /// Cargo's target folder, where built things belong.
    pub(crate) fn target(&self) -> PathBuf {
        // Cargo takes a relative path from where it is called, which is where we are.
        let folder = env::var_os("CARGO_TARGET_DIR").unwrap_or_else(|| "target".into());
        if Path::new(&folder).is_relative() && env::var_os("CARGO_TARGET_DIR").is_some() {
            env::current_dir().unwrap_or_default().join(folder)
        } else {
            self.root.join(folder)
        }
    }
}

fn around_here() -> Option<PathBuf> {
    let here = env::current_dir().ok()?;
    here.ancestors().find(|folder| is_root(folder)).map(Path::to_owned)
}

fn built_in() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn is_root(folder: &Path) -> bool {
    !folders(folder).is_empty()
}

/// The names of the chapters' folders, sorted.
fn folders(root: &Path) -> Vec<String> {
    let entries = fs::read_dir(root.join("exercises")).into_iter().flatten().flatten();
    let mut names: Vec<String> = entries
        .filter(|entry| entry.path().join("exercises.toml").is_file())
        .filter_map(|entry| entry.file_name().into_string().ok())
        .collect();
    names.sort();
    names
}
