//! Nothing is remembered: each call reads the whole file.

#![forbid(unsafe_code, reason = "nothing in this exercise needs it")]

use std::fs::File;
use std::io::{self, ErrorKind, Read, Seek, Write};
use std::path::Path;

use crate::record::{Record, Records};

#[derive(Debug)]
pub struct Ledger(File);

impl Ledger {
    pub fn open(path: &Path) -> io::Result<Ledger> {
        File::options().read(true).append(true).create(true).open(path).map(Ledger)
    }

    fn read(&self) -> io::Result<(u64, Vec<Record>)> {
        let mut bytes = Vec::new();
        (&self.0).rewind()?;
        (&self.0).read_to_end(&mut bytes)?;
        let whole = bytes.iter().rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1);
        let lines = bytes[..whole].split_inclusive(|byte| *byte == b'\n');
        let records: Option<Vec<Record>> = lines.map(Record::from_line).collect();
        Ok((whole as u64, records.ok_or(ErrorKind::InvalidData)?))
    }

    fn add(&self, record: &Record) -> io::Result<bool> {
        let (whole, records) = self.read()?;
        if records.iter().any(|other| other.path == record.path) {
            return Ok(false);
        }
        self.0.set_len(whole)?;
        (&self.0).write_all(&record.to_line())?;
        Ok(true)
    }
}

impl Records for Ledger {
    fn append(&mut self, record: &Record) -> io::Result<bool> {
        self.0.lock()?;
        let added = self.add(record);
        self.0.unlock()?;
        added
    }

    fn records(&mut self) -> io::Result<Vec<Record>> {
        self.0.lock_shared()?;
        let read = self.read();
        self.0.unlock()?;
        Ok(read?.1)
    }
}
