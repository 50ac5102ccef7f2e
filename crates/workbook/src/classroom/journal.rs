//! What was graded so far, written down at once, so that a run that was stopped goes on where it was.
//!
//! The journal is a file of results that is not sorted and may have lines of earlier runs. A line is taken over if the
//! submission, the assignment and the tools are the same; what could not be graded is tried again. Only places of lines
//! are kept in memory: a line can be long.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;
use sha2::{Digest, Sha256};

use super::results::{self, Place, Status, Submission};

/// The journal of one results file.
#[derive(Debug)]
pub(crate) struct Journal {
    path: PathBuf,
    file: File,
    end: u64,
    /// The newest line of each student.
    lines: BTreeMap<String, Line>,
    /// A line for each of what results depend on.
    equal: BTreeMap<About, Place>,
}

#[derive(Debug)]
struct Line {
    place: Place,
    /// None where it is to be graded again in any case.
    about: Option<About>,
}

/// The hash of what the results of a submission depend on: the assignment, the tools, and the texts handed in. Whose
/// it is does not matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct About([u8; 32]);

impl About {
    /// Of a submission that was, or is to be, graded.
    pub(crate) fn of(submission: &Submission) -> About {
        let Submission { assignment, tools, sandbox, seeds, sources, .. } = submission;
        let all = format!("{:?}", (assignment, tools, sandbox, seeds, sources));
        About(Sha256::digest(all).into())
    }
}

impl Journal {
    /// Opens the journal of the results file at `results`, with what is in both of them.
    ///
    /// # Errors
    /// When it cannot be read or written.
    pub(crate) fn open(results: &Path) -> anyhow::Result<Journal> {
        let mut name = results.file_name().unwrap_or_default().to_owned();
        name.push(".journal");
        let path = results.with_file_name(name);
        let cannot = || format!("cannot write {}", path.display());
        let mut file = File::options()
            .read(true)
            .append(true)
            .create(true)
            .open(&path)
            .with_context(cannot)?;
        if file.metadata()?.len() == 0 && results.is_file() {
            std::io::copy(&mut File::open(results)?, &mut file).with_context(cannot)?;
        }
        let mut journal =
            Journal { path, file, end: 0, lines: BTreeMap::new(), equal: BTreeMap::new() };
        journal.read()?;
        Ok(journal)
    }

    fn read(&mut self) -> anyhow::Result<()> {
        let mut reader = BufReader::new(File::open(&self.path)?);
        let mut line = Vec::new();
        loop {
            line.clear();
            let length = reader.read_until(b'\n', &mut line)? as u64;
            if length == 0 {
                break;
            }
            if !line.ends_with(b"\n") {
                // The run was stopped in the middle of it.
                self.file.set_len(self.end)?;
                break;
            }
            // One of an earlier version of this program does not hold, whatever it says.
            if let Ok(submission) = serde_json::from_slice::<Submission>(&line) {
                self.note(&submission, length);
            } else {
                self.end += length;
            }
        }
        Ok(())
    }

    fn note(&mut self, submission: &Submission, length: u64) {
        // What could not be taken has no texts that could be the same.
        let taken = submission.status != Status::Rejected || !submission.sources.is_empty();
        let holds = taken && submission.status != Status::GraderError;
        let about = holds.then(|| About::of(submission));
        let place = Place { begin: self.end, length };
        self.equal.extend(about.map(|about| (about, place)));
        self.lines.insert(submission.student.id.clone(), Line { place, about });
        self.end += length;
    }

    /// Whether the student's submission was graded like this before.
    pub(crate) fn holds(&self, student: &str, about: About) -> bool {
        self.lines.get(student).is_some_and(|line| line.about == Some(about))
    }

    /// What came of a submission that is equal to this one, if there was any.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub(crate) fn equal(&self, about: About) -> anyhow::Result<Option<Submission>> {
        let Some(place) = self.equal.get(&about) else { return Ok(None) };
        let line = place.line(&mut File::open(&self.path)?)?;
        Ok(Some(serde_json::from_slice(&line)?))
    }

    /// Writes down what came of a submission.
    ///
    /// # Errors
    /// When the disk is full.
    pub(crate) fn add(&mut self, submission: &Submission) -> anyhow::Result<()> {
        let mut text = serde_json::to_vec(submission)?;
        text.push(b'\n');
        // In one piece: a reader sees the whole line, or that it was cut off.
        self.file
            .write_all(&text)
            .with_context(|| format!("cannot write {}", self.path.display()))?;
        self.note(submission, text.len() as u64);
        Ok(())
    }

    /// One submission.
    ///
    /// # Errors
    /// When it is not there, or the file cannot be read.
    pub(crate) fn get(&self, student: &str) -> anyhow::Result<Submission> {
        Ok(serde_json::from_slice(&self.line(&mut File::open(&self.path)?, student)?)?)
    }

    fn line(&self, file: &mut File, student: &str) -> anyhow::Result<Vec<u8>> {
        let line = self.lines.get(student).with_context(|| format!("{student} was not graded"))?;
        line.place.line(file)
    }

    /// Writes the results of these students, sorted, and removes the journal.
    ///
    /// # Errors
    /// When one of them was not graded, or the disk is full.
    pub(crate) fn finish(self, results: &Path, students: &[String]) -> anyhow::Result<()> {
        let mut sorted: Vec<&String> = students.iter().collect();
        sorted.sort();
        let mut journal = File::open(&self.path)?;
        results::collect(results, sorted.iter().map(|one| self.line(&mut journal, one)))?;
        fs::remove_file(&self.path)
            .with_context(|| format!("cannot remove {}", self.path.display()))
    }
}
