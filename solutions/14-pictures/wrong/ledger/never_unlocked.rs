//! VERDICT: LOCK HELD TOO LONG
//! The lock that `append` takes is never given back.

#![forbid(unsafe_code, reason = "nothing in this exercise needs it")]

use std::collections::HashSet;
use std::fs::File;
use std::io::{self, ErrorKind, Read, Seek, SeekFrom, Write};
use std::path::Path;
use std::path::PathBuf;

use crate::record::{Record, Records};

#[derive(Debug)]
pub struct Ledger {
    file: File,
    read: u64,
    records: Vec<Record>,
    paths: HashSet<PathBuf>,
}

impl Ledger {
    pub fn open(path: &Path) -> io::Result<Ledger> {
        let file = File::options().read(true).append(true).create(true).open(path)?;
        Ok(Ledger { file, read: 0, records: Vec::new(), paths: HashSet::new() })
    }

    fn locked<T>(&mut self, work: impl FnOnce(&mut Ledger) -> io::Result<T>) -> io::Result<T> {
        self.file.lock()?;
        let result = work(self);
        result
    }

    fn catch_up(&mut self) -> io::Result<()> {
        let mut news = Vec::new();
        self.file.seek(SeekFrom::Start(self.read))?;
        self.file.read_to_end(&mut news)?;
        for line in news.split_inclusive(|&byte| byte == b'\n') {
            if !line.ends_with(b"\n") {
                break;
            }
            let record = Record::from_line(line).ok_or(ErrorKind::InvalidData)?;
            self.read += line.len() as u64;
            self.paths.insert(record.path.clone());
            self.records.push(record);
        }
        Ok(())
    }
}

impl Records for Ledger {
    fn append(&mut self, record: &Record) -> io::Result<bool> {
        self.locked(|ledger| {
            ledger.catch_up()?;
            if ledger.paths.contains(&record.path) {
                return Ok(false);
            }
            ledger.file.set_len(ledger.read)?;
            ledger.file.write_all(&record.to_line())?;
            Ok(true)
        })
    }

    fn records(&mut self) -> io::Result<Vec<Record>> {
        self.locked(Ledger::catch_up)?;
        Ok(self.records.clone())
    }
}
