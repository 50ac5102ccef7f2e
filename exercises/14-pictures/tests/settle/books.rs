//! Books of records: in memory, perhaps broken, and in a file that one process at a time writes to.

use std::cell::Cell;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::PathBuf;

use nix::sys::signal::{Signal, raise};
use pictures::record::{Record, Records};

/// Records in memory, in a book that may be broken.
#[derive(Debug, Default)]
pub(crate) struct List {
    pub(crate) records: Vec<Record>,
    pub(crate) broken: Option<Broken>,
}

/// How a book fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Broken {
    /// It cannot be written.
    Write,
    /// It cannot be read, and so not be written.
    Read,
}

impl Records for List {
    fn append(&mut self, record: &Record) -> io::Result<bool> {
        let new = !self.has(&record.path)?;
        if self.broken.is_some() {
            return Err(io::ErrorKind::StorageFull.into());
        }
        if new {
            self.records.push(record.clone());
        }
        Ok(new)
    }

    fn records(&mut self) -> io::Result<Vec<Record>> {
        if self.broken == Some(Broken::Read) {
            return Err(io::ErrorKind::PermissionDenied.into());
        }
        Ok(self.records.clone())
    }
}

/// Records in a file, for one process at a time, which may end at any step. Short lines, so that no write is torn.
#[derive(Debug)]
pub(crate) struct Book<'t> {
    pub(crate) path: PathBuf,
    /// After so many steps the process is killed. The books of a test count together.
    pub(crate) left: &'t Cell<usize>,
}

impl Book<'_> {
    fn step(&self) {
        self.left.set(self.left.get() - 1);
        if self.left.get() == 0 {
            let _ = raise(Signal::SIGKILL);
        }
    }
}

impl Records for Book<'_> {
    fn append(&mut self, record: &Record) -> io::Result<bool> {
        let new = !self.has(&record.path)?;
        if new {
            File::options().append(true).open(&self.path)?.write_all(&record.to_line())?;
        }
        self.step();
        Ok(new)
    }

    fn records(&mut self) -> io::Result<Vec<Record>> {
        self.step();
        let bytes = fs::read(&self.path)?;
        Ok(bytes.split_inclusive(|byte| *byte == b'\n').filter_map(Record::from_line).collect())
    }
}
