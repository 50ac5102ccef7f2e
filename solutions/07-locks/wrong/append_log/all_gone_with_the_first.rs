//! VERDICT: MESSAGE LOST
//! If the end is not a line end, everything is taken away.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};

pub struct AppendLog {
    path: PathBuf,
}

impl AppendLog {
    pub fn open(path: &Path) -> io::Result<AppendLog> {
        open(path)?;
        Ok(AppendLog { path: path.to_owned() })
    }

    pub fn append(&self, record: &str) -> io::Result<()> {
        check(record)?;
        let mut file = open(&self.path)?;
        lock(&file)?;
        let end = cut_to_whole_records(&file)?;
        let written = file.write_all(format!("{record}\n").as_bytes());
        if written.is_err() {
            let _ = file.set_len(end);
        }
        let _ = file.unlock();
        written
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

fn open(path: &Path) -> io::Result<File> {
    File::options().read(true).append(true).create(true).open(path)
}

fn lock(file: &File) -> io::Result<()> {
    loop {
        match file.lock() {
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            result => return result,
        }
    }
}

fn cut_to_whole_records(file: &File) -> io::Result<u64> {
    let length = file.metadata()?.len();
    let mut end = length;
    let mut byte = [0];
    while end > 0 {
        file.read_exact_at(&mut byte, end - 1)?;
        if byte == *b"\n" {
            break;
        }
        end = 0;
    }
    if end < length {
        file.set_len(end)?;
    }
    Ok(end)
}
