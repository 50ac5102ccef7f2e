//! From what was handed in to the texts that are graded. Only the assignment's own files are read, nothing is unpacked,
//! and no link is followed.
//!
//! - [`folder`]: folders; [`archive`]: zips; [`repository`]: git repositories; [`names`]: whose each of them is.

mod archive;
mod folder;
mod names;
mod repository;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, ensure};

use super::assignment::{Assignment, digest};
use super::results::Student;

/// The most bytes of a file that is taken.
const FILE: u64 = 256 << 10;

/// Something that was handed in, not looked into yet.
#[derive(Debug, Clone)]
pub(crate) struct HandedIn {
    pub student: Student,
    place: Place,
}

#[derive(Debug, Clone)]
enum Place {
    Folder(PathBuf),
    Zip(PathBuf),
    /// A zip in the zip that a platform gives for all students, by the start of its entries' names.
    ZipPart(PathBuf, String),
    /// The entries of one student in a zip of all students that has no folders.
    ZipEntries(PathBuf, Vec<String>),
    Repository(PathBuf),
    /// Several submissions of one student: which one counts is not for a program to say.
    Several(usize),
}

/// The texts of one submission, by their names in the assignment.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Taken {
    /// None where the file was not handed in.
    pub texts: BTreeMap<String, Option<String>>,
}

impl Taken {
    /// The SHA-256 of each text, in hexadecimal.
    pub(crate) fn hashes(&self) -> BTreeMap<String, String> {
        let there = self.texts.iter().filter_map(|(name, text)| Some((name, text.as_ref()?)));
        there.map(|(name, text)| (name.clone(), digest(text.as_bytes()))).collect()
    }
}

/// The files that an assignment takes.
pub(crate) fn wanted(assignment: &Assignment) -> Vec<&str> {
    assignment.exercises.iter().map(|exercise| exercise.file.as_str()).collect()
}

/// Everything in `path` that may be a submission, by student: each folder, zip and git repository in a folder, or what
/// is in one zip of all students.
///
/// # Errors
/// When `path` cannot be read, or holds no submission.
pub(crate) fn find(path: &Path) -> anyhow::Result<Vec<HandedIn>> {
    let mut found = Vec::new();
    if path.is_file() {
        found.extend(archive::of_all(path)?);
    } else {
        let entries =
            fs::read_dir(path).with_context(|| format!("cannot read {}", path.display()))?;
        for entry in entries {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let (path, kind) = (entry.path(), entry.file_type()?);
            let is_zip = kind.is_file() && name.to_lowercase().ends_with(".zip");
            // A link is not followed. What begins with a dot is the system's.
            if name.starts_with('.') || name == "__MACOSX" || !(kind.is_dir() || is_zip) {
                continue;
            }
            let student = names::of(&name);
            let place = if is_zip {
                Place::Zip(path)
            } else if repository::is_bare(&path) {
                Place::Repository(path)
            } else {
                Place::Folder(path)
            };
            found.push(HandedIn { student, place });
        }
    }
    ensure!(
        !found.is_empty(),
        "{} holds no submissions: no folders, zips or repositories",
        path.display()
    );
    Ok(one_each(found))
}

/// Sorted by student; who handed in twice is there once, with the number.
fn one_each(mut found: Vec<HandedIn>) -> Vec<HandedIn> {
    found.sort_by(|a, b| a.student.id.cmp(&b.student.id));
    let mut students: Vec<HandedIn> = Vec::new();
    for one in found {
        match students.last_mut() {
            Some(last) if last.student.id == one.student.id => {
                let before = if let Place::Several(number) = last.place { number } else { 1 };
                last.place = Place::Several(before + 1);
            }
            _ => students.push(one),
        }
    }
    students
}

impl HandedIn {
    /// Takes the assignment's files.
    ///
    /// # Errors
    /// One sentence for the student and the teacher, when something about it cannot be accepted.
    pub(crate) fn take(&self, assignment: &Assignment) -> Result<Taken, String> {
        let wanted = wanted(assignment);
        let texts = match &self.place {
            Place::Folder(path) => folder::take(path, &wanted),
            Place::Zip(path) => archive::take(path, "", &wanted),
            Place::ZipPart(path, prefix) => archive::take(path, prefix, &wanted),
            Place::ZipEntries(path, entries) => archive::take_entries(path, entries, &wanted),
            Place::Repository(path) => repository::take(path, &wanted),
            Place::Several(number) => Err(format!(
                "there are {number} submissions of this student; leave the one that counts, and move the others away"
            )),
        }?;
        Ok(Taken { texts })
    }
}

/// The text of a file of which at most [`FILE`] and one more bytes were read.
fn text(name: &str, bytes: Vec<u8>) -> Result<String, String> {
    if bytes.len() as u64 > FILE {
        return Err(format!("{name} is larger than {} KiB", FILE >> 10));
    }
    String::from_utf8(bytes).map_err(|_| format!("{name} is no text in UTF-8"))
}

/// Which of `paths`, all of them below the submission, is meant by each wanted file: the whole path, also below one
/// folder that holds everything, or else the shortest end of it that only one file has.
fn choose<'p>(paths: &[&'p str], wanted: &str) -> Result<Option<&'p str>, String> {
    let parts: Vec<&str> = wanted.split('/').collect();
    for skip in 0..parts.len() {
        let end = parts[skip..].join("/");
        let fits = |path: &&&str| **path == end || path.ends_with(&format!("/{end}"));
        let mut found: Vec<&str> = paths.iter().filter(fits).copied().collect();
        // The one that is least deep, unless two are.
        found.sort_by_key(|path| path.matches('/').count());
        match found[..] {
            [] => {}
            [one] => return Ok(Some(one)),
            [first, second, ..] if first.matches('/').count() < second.matches('/').count() => {
                return Ok(Some(first));
            }
            [first, second, ..] => {
                return Err(format!("{first} and {second} are both there; which one is {end}?"));
            }
        }
    }
    Ok(None)
}

#[cfg(test)]
mod tests {
    use super::*;

    const WANTED: &str = "exercises/07-locks/src/counter.rs";

    #[test]
    fn a_file_is_found_by_its_whole_path_below_any_folder_or_by_its_end() {
        for (paths, expected) in [
            (vec![WANTED], Some(WANTED)),
            (
                vec!["ann-main/exercises/07-locks/src/counter.rs", "notes.rs"],
                Some("ann-main/exercises/07-locks/src/counter.rs"),
            ),
            (vec!["src/counter.rs"], Some("src/counter.rs")),
            (vec!["counter.rs", "old/counter.rs"], Some("counter.rs")),
            (vec!["counter.txt", "mycounter.rs"], None),
        ] {
            assert_eq!(choose(&paths, WANTED), Ok(expected), "of {paths:?}");
        }
        assert!(choose(&["a/counter.rs", "b/counter.rs"], WANTED).is_err());
    }

    #[test]
    fn who_hands_in_twice_is_there_once() {
        let one = |id: &str| HandedIn {
            student: Student { id: id.into(), ..Student::default() },
            place: Place::Folder("x".into()),
        };
        let found = one_each(vec![one("ben"), one("ann"), one("ben"), one("ben")]);
        let kinds: Vec<_> = found.iter().map(|f| (f.student.id.as_str(), &f.place)).collect();
        assert!(
            matches!(kinds[..], [("ann", Place::Folder(_)), ("ben", Place::Several(3))]),
            "{kinds:?}"
        );
    }
}
