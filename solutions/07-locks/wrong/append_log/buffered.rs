//! VERDICT: MESSAGE LOST
//! The records wait in a buffer until the log is dropped, or never.

use std::fs::{self, File};
use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::Path;
use std::sync::Mutex;

pub struct AppendLog {
    file: Mutex<BufWriter<File>>,
}

impl AppendLog {
    pub fn open(path: &Path) -> io::Result<AppendLog> {
        let file = File::options().append(true).create(true).open(path)?;
        Ok(AppendLog { file: Mutex::new(BufWriter::new(file)) })
    }

    pub fn append(&self, record: &str) -> io::Result<()> {
        check(record)?;
        writeln!(self.file.lock().unwrap(), "{record}")
    }
}

pub fn records(path: &Path) -> io::Result<Vec<String>> {
    let bytes = fs::read(path)?;
    let whole = bytes.iter().rposition(|&byte| byte == b'\n').map_or(0, |at| at + 1);
    let text = str::from_utf8(&bytes[..whole])
        .map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))?;
    Ok(text.split_terminator('\n').map(String::from).collect())
}

fn check(record: &str) -> io::Result<()> {
    if record.contains('\n') {
        return Err(io::Error::new(ErrorKind::InvalidInput, "a record is one line"));
    }
    Ok(())
}
