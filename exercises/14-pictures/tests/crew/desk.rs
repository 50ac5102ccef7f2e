//! A desk at which nothing is posted, and records are lines of files, one file for each name.

use std::collections::HashSet;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use interleave::require;
use pictures::record::Record;
use pictures::worker::Desk;

/// What a test adds to what a worker does, with its name and the path.
type Hook<'t> = Box<dyn Fn(&str, &Path) + 't>;

/// The desk.
pub(crate) struct Files<'t> {
    folder: PathBuf,
    before: Hook<'t>,
    behind: Hook<'t>,
}

impl<'t> Files<'t> {
    /// A desk whose records are in this folder, which is made.
    pub(crate) fn new(folder: PathBuf) -> Files<'t> {
        fs::create_dir_all(&folder).expect("the folder is writable");
        Files { folder, before: Box::new(|_, _| ()), behind: Box::new(|_, _| ()) }
    }

    /// With this to do before a record is written.
    pub(crate) fn before(self, hook: impl Fn(&str, &Path) + 't) -> Files<'t> {
        Files { before: Box::new(hook), ..self }
    }

    /// With this to do when a record was written, before anybody is told.
    pub(crate) fn behind(self, hook: impl Fn(&str, &Path) + 't) -> Files<'t> {
        Files { behind: Box::new(hook), ..self }
    }

    /// The file that is locked.
    pub(crate) fn lock(&self) -> PathBuf {
        self.folder.join("lock")
    }

    /// Writes a record, whether there is one or not.
    pub(crate) fn write(&self, name: &str, path: &Path, text: &str) -> io::Result<()> {
        let file = self.folder.join(name).with_extension("records");
        let line = Record::new(path, text).to_line();
        File::options().create(true).append(true).open(file)?.write_all(&line)
    }

    /// All records, with the names of those who wrote them, in the order of the names.
    pub(crate) fn records(&self) -> io::Result<Vec<(String, Record)>> {
        let mut records = Vec::new();
        for entry in fs::read_dir(&self.folder)? {
            let file = entry?.path();
            if file.extension().is_none_or(|extension| extension != "records") {
                continue;
            }
            let name = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            for line in fs::read(&file)?.split_inclusive(|byte| *byte == b'\n') {
                let record = Record::from_line(line).ok_or(io::ErrorKind::InvalidData)?;
                records.push((name.clone(), record));
            }
        }
        records.sort();
        Ok(records)
    }

    /// Looks whether each of these paths has one record, and nothing else has one.
    pub(crate) fn holds(&self, expected: &[PathBuf], moment: &str) {
        let records = self.records().expect("the records are fine");
        for path in expected {
            let found: Vec<_> = records.iter().filter(|(_, record)| record.path == *path).collect();
            require!(
                !found.is_empty(),
                MessageLost,
                "{moment}. There is no record of {path:?}: {records:?}"
            );
            require!(
                found.len() == 1,
                DoneTwice,
                "{moment}. There are {} records of {path:?}: {found:?}",
                found.len()
            );
        }
        let others: Vec<_> = records.iter().filter(|(_, r)| !expected.contains(&r.path)).collect();
        require!(others.is_empty(), WrongResult, "{moment}. Nobody asked for these: {others:?}");
    }

    /// How many records were written under the name of those that nobody could settle.
    pub(crate) fn given_up(&self) -> usize {
        let records = self.records().expect("the records are fine");
        records.iter().filter(|(name, _)| name == GIVEN_UP).count()
    }
}

/// The name under which the supervisor writes.
const GIVEN_UP: &str = "given up";

impl Desk for Files<'_> {
    fn settle(&self, name: &str, path: &Path) -> io::Result<()> {
        (self.before)(name, path);
        self.write(name, path, "settled")?;
        (self.behind)(name, path);
        Ok(())
    }

    fn settled(&self) -> io::Result<HashSet<PathBuf>> {
        Ok(self.records()?.into_iter().map(|(_, record)| record.path).collect())
    }

    fn give_up(&self, path: &Path, why: &str) -> io::Result<()> {
        self.write(GIVEN_UP, path, why)
    }
}

/// A desk that has an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Broken {
    /// Nobody can look up what is settled.
    Settled,
    /// Nothing can be settled, and so not be given up either.
    Everything,
}

impl Desk for Broken {
    fn settle(&self, _: &str, _: &Path) -> io::Result<()> {
        Err(io::ErrorKind::StorageFull.into())
    }

    fn settled(&self) -> io::Result<HashSet<PathBuf>> {
        match self {
            Broken::Settled => Err(io::ErrorKind::PermissionDenied.into()),
            Broken::Everything => Ok(HashSet::new()),
        }
    }

    fn give_up(&self, _: &Path, _: &str) -> io::Result<()> {
        Err(io::ErrorKind::StorageFull.into())
    }
}
