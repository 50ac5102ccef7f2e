//! What is remembered of a learner's work: `.workbook/progress.json` in the workspace.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

use anyhow::Context;
use interleave::Verdict;
use serde::{Deserialize, Serialize};

use crate::files;
use crate::workspace::Workspace;

/// The format of the file; another number is not understood.
const VERSION: u32 = 1;

/// All that is remembered.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Progress {
    version: u32,
    /// By id, such as `locks/counter`.
    exercises: BTreeMap<String, Record>,
}

/// What is remembered of one exercise.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Record {
    /// It has passed at least once.
    pub passed: bool,
    /// The name of the verdict that `check` gave last.
    verdict: Option<String>,
    /// Which hints have been shown, by their index.
    pub hints: Vec<usize>,
}

impl Record {
    /// The verdict that `check` gave last.
    pub(crate) fn verdict(&self) -> Option<Verdict> {
        self.verdict.as_deref().and_then(Verdict::from_name)
    }

    /// Remembers what `check` said.
    pub(crate) fn judged(&mut self, verdict: Verdict) {
        self.passed |= verdict == Verdict::Passed;
        self.verdict = Some(verdict.name().to_owned());
    }

    /// Forgets the verdict and the hints, since the file is as it was shipped.
    pub(crate) fn restart(&mut self) {
        self.verdict = None;
        self.hints.clear();
    }
}

impl Progress {
    /// Reads the file. One that cannot be understood is kept beside, with a warning, and a new one begins.
    ///
    /// # Errors
    /// When the file is there and cannot be read, or kept.
    pub(crate) fn load(workspace: &Workspace) -> anyhow::Result<Progress> {
        let path = Progress::file(workspace);
        let empty = Progress { version: VERSION, exercises: BTreeMap::new() };
        let text = match fs::read(&path) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(empty),
            text => text.with_context(|| format!("cannot read {}", path.display()))?,
        };
        match serde_json::from_slice::<Progress>(&text) {
            Ok(progress) if progress.version == VERSION => Ok(progress),
            _ => {
                let kept = files::keep(&path, "unreadable")
                    .context("cannot keep the unreadable progress file")?;
                fs::remove_file(&path).context("cannot begin a new progress file")?;
                eprintln!(
                    "Your progress could not be read and begins anew; the old file is {}.",
                    kept.display()
                );
                Ok(empty)
            }
        }
    }

    /// Where it is kept.
    pub(crate) fn file(workspace: &Workspace) -> PathBuf {
        workspace.root.join(".workbook/progress.json")
    }

    /// What is remembered of the exercise with that id.
    pub(crate) fn of(&self, id: &str) -> Record {
        self.exercises.get(id).cloned().unwrap_or_default()
    }

    /// Changes what is remembered of one exercise, and writes the file.
    ///
    /// # Errors
    /// When `.workbook` cannot be written to.
    pub(crate) fn update(
        workspace: &Workspace,
        id: &str,
        change: impl FnOnce(&mut Record),
    ) -> anyhow::Result<()> {
        let path = Progress::file(workspace);
        let folder = path.parent().unwrap_or(Path::new(""));
        fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
        // Two commands at once must not lose an update: reading, changing and writing are one critical section.
        let lock = File::create(folder.join("lock"))
            .context("cannot make the lock of the progress file")?;
        lock.lock().context("cannot lock the progress file")?;
        let mut progress = Progress::load(workspace)?;
        change(progress.exercises.entry(id.to_owned()).or_default());
        let text = serde_json::to_string_pretty(&progress)? + "\n";
        files::replace(&path, &text).with_context(|| format!("cannot write {}", path.display()))
    }
}
