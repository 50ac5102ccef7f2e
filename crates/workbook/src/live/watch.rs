//! Notices which exercises were saved, by looking at their files.
//!
//! Editors save in many ways: they write over the file, cut it to nothing and fill it again, or write another
//! file and rename it. What counts is what is there afterwards. A file seen half-way is judged half-way, and
//! the rest of the save then calls that judgement off.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime};

use super::hints::Hints;
use super::{Live, Status};
use crate::progress::Progress;

/// How long a file may be missing or empty until that counts as its content: in some editors' way of saving it
/// is, for a moment.
const ABSENCE: Duration = Duration::from_millis(300);

/// A file that was written so shortly ago may be written again with the same time.
const YOUNG: Duration = Duration::from_secs(2);

/// The exercises' files as they were when last looked at.
pub(super) struct Watch {
    hints: Hints,
    files: Vec<File>,
    progress: File,
}

struct File {
    path: PathBuf,
    seen: Print,
    /// Since when it has been missing or empty, if that does not count yet.
    absent: Option<Instant>,
}

/// What tells one state of a file from another; a missing file has the print of an empty one without a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Print {
    modified: Option<SystemTime>,
    length: u64,
    text: u64,
}

impl Watch {
    /// Remembers the files as they are.
    pub(super) fn new(live: &Live) -> Watch {
        let folders = live.workspace.chapters.iter().map(|chapter| chapter.package().join("src"));
        let folders: Vec<PathBuf> = folders.collect();
        // First listen, then look: nothing falls between.
        let hints = Hints::new(folders.iter().map(PathBuf::as_path));
        let files = live.exercises.iter().map(|exercise| File::new(exercise.file())).collect();
        Watch { hints, files, progress: File::new(Progress::file(live.workspace)) }
    }

    /// Has every exercise judged that is saved, for ever.
    pub(super) fn run(mut self, live: &Live) {
        loop {
            let noticed = self.hints.wait();
            let now = Instant::now();
            let saved = self.files.iter_mut().enumerate();
            let saved: Vec<usize> =
                saved.filter_map(|(index, file)| file.saved(now).then_some(index)).collect();
            live.judge(&saved, noticed);
            if self.progress.saved(now) {
                remember(live);
            }
        }
    }
}

/// Takes over what another command has written into the progress file.
fn remember(live: &Live) {
    // An unreadable file is for the commands to complain of.
    let Ok(progress) = Progress::load(live.workspace) else { return };
    for (index, exercise) in live.exercises.iter().enumerate() {
        live.board.remembered(index, Status::of(progress.of(&exercise.id()).verdict()));
    }
}

impl File {
    fn new(path: PathBuf) -> File {
        let seen = Print::of(&path, Print::default());
        File { path, seen, absent: None }
    }

    /// Whether it has been saved since this was last true.
    fn saved(&mut self, now: Instant) -> bool {
        let print = Print::of(&self.path, self.seen);
        if print == self.seen {
            self.absent = None;
            return false;
        }
        if print.length == 0 && now - *self.absent.get_or_insert(now) < ABSENCE {
            return false;
        }
        self.absent = None;
        self.seen = print;
        true
    }
}

impl Print {
    /// The print of the file now; `last` is that of the last look.
    fn of(path: &Path, last: Print) -> Print {
        let Ok(data) = fs::metadata(path) else { return Print::default() };
        let print = Print { modified: data.modified().ok(), length: data.len(), text: last.text };
        let age = print.modified.and_then(|time| time.elapsed().ok());
        if print == last && age.is_some_and(|age| age > YOUNG) {
            return print;
        }
        let mut hash = DefaultHasher::new();
        fs::read(path).unwrap_or_default().hash(&mut hash);
        Print { text: hash.finish(), ..print }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A file, and its folder, which lives as long.
    fn file(text: &str) -> (tempfile::TempDir, File) {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("counter.rs");
        fs::write(&path, text).expect("the folder is writable");
        (folder, File::new(path))
    }

    #[test]
    fn every_way_to_save_is_noticed_once() {
        let (folder, mut file) = file("one");
        let now = Instant::now();
        assert!(!file.saved(now), "nothing has happened");
        fs::write(&file.path, "two").expect("it is writable");
        assert!(file.saved(now), "written over, with the same length");
        assert!(!file.saved(now), "it was told already");
        let beside = folder.path().join(".counter.rs.swp");
        fs::write(&beside, "three").expect("the folder is writable");
        assert!(!file.saved(now), "an editor's own file");
        fs::rename(&beside, &file.path).expect("the folder is writable");
        assert!(file.saved(now), "renamed into place");
    }

    #[test]
    fn an_empty_or_missing_file_counts_only_if_it_stays_so() {
        let (_folder, mut file) = file("one");
        let now = Instant::now();
        fs::write(&file.path, "").expect("it is writable");
        assert!(!file.saved(now), "an editor may be about to fill it");
        fs::write(&file.path, "two").expect("it is writable");
        assert!(file.saved(now), "filled");
        fs::remove_file(&file.path).expect("it is there");
        assert!(!file.saved(now), "an editor may be about to put another in its place");
        assert!(!file.saved(now + ABSENCE / 2), "it still may");
        assert!(file.saved(now + ABSENCE), "it stays away");
        assert!(!file.saved(now + 2 * ABSENCE), "it was told already");
    }
}
