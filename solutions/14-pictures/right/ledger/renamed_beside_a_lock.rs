//! The file is written beside and renamed; the lock is another file, which stays.

#![forbid(unsafe_code, reason = "nothing in this exercise needs it")]

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use crate::record::{Record, Records};

#[derive(Debug)]
pub struct Ledger {
    path: PathBuf,
    lock: File,
}

fn beside(path: &Path, end: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(end);
    name.into()
}

impl Ledger {
    pub fn open(path: &Path) -> io::Result<Ledger> {
        File::options().append(true).create(true).open(path)?;
        let lock = File::options().append(true).create(true).open(beside(path, ".lock"))?;
        Ok(Ledger { path: path.to_owned(), lock })
    }

    fn read(&self) -> io::Result<Vec<Record>> {
        let bytes = fs::read(&self.path)?;
        let lines = bytes.split_inclusive(|byte| *byte == b'\n');
        let whole = lines.filter(|line| line.ends_with(b"\n"));
        whole
            .map(|line| Record::from_line(line).ok_or_else(|| ErrorKind::InvalidData.into()))
            .collect()
    }

    fn add(&self, record: &Record) -> io::Result<bool> {
        let mut records = self.read()?;
        if records.iter().any(|other| other.path == record.path) {
            return Ok(false);
        }
        records.push(record.clone());
        let all: Vec<u8> = records.iter().flat_map(Record::to_line).collect();
        let new = beside(&self.path, ".new");
        fs::write(&new, all)?;
        fs::rename(&new, &self.path)?;
        Ok(true)
    }
}

impl Records for Ledger {
    fn append(&mut self, record: &Record) -> io::Result<bool> {
        self.lock.lock()?;
        let added = self.add(record);
        self.lock.unlock()?;
        added
    }

    fn records(&mut self) -> io::Result<Vec<Record>> {
        // A file that was renamed is whole.
        self.read()
    }
}
