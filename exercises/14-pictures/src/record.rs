//! Given: what a record is, as a line of a file, and what a file of records can do. Nothing is to be written here.
//!
//! A line is `path TAB text`. Names of files may hold tabs, line ends, and bytes that are no UTF-8. So control
//! characters, backslashes and such bytes are written as `\xNN`, and a line has one tab and one line end, which is its
//! last byte.

use std::ffi::OsString;
use std::io;
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::path::{Path, PathBuf};

/// What came of one picture.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Record {
    /// The picture.
    pub path: PathBuf,
    /// What the service answered, or why there is no answer.
    pub text: String,
}

impl Record {
    /// A record of that picture.
    pub fn new(path: impl Into<PathBuf>, text: impl Into<String>) -> Record {
        Record { path: path.into(), text: text.into() }
    }

    /// The record as a line, with its line end.
    pub fn to_line(&self) -> Vec<u8> {
        let mut line = Vec::new();
        escape(self.path.as_os_str().as_bytes(), &mut line);
        line.push(b'\t');
        escape(self.text.as_bytes(), &mut line);
        line.push(b'\n');
        line
    }

    /// The record that this line is, with its line end. A line without one is half a record, and that is none.
    pub fn from_line(line: &[u8]) -> Option<Record> {
        let line = line.strip_suffix(b"\n")?;
        let tab = line.iter().position(|&byte| byte == b'\t')?;
        let path = OsString::from_vec(unescape(&line[..tab])?).into();
        let text = String::from_utf8(unescape(&line[tab + 1..])?).ok()?;
        Some(Record { path, text })
    }
}

/// A file of records, which several processes may write to.
pub trait Records {
    /// Writes a record, unless there is one of the same path. Whether it was written.
    ///
    /// # Errors
    /// When the file cannot be read or written; then there is no such record.
    fn append(&mut self, record: &Record) -> io::Result<bool>;

    /// All records that are in the file now, in its order.
    ///
    /// # Errors
    /// When the file cannot be read.
    fn records(&mut self) -> io::Result<Vec<Record>>;

    /// Whether there is a record of this path now.
    ///
    /// # Errors
    /// When the file cannot be read.
    fn has(&mut self, path: &Path) -> io::Result<bool> {
        Ok(self.records()?.iter().any(|record| record.path == path))
    }
}

/// Adds `bytes` to a line.
fn escape(bytes: &[u8], line: &mut Vec<u8>) {
    for chunk in bytes.utf8_chunks() {
        for letter in chunk.valid().chars() {
            if letter.is_ascii_control() || letter == '\\' {
                line.extend(format!("\\x{:02x}", letter as u32).bytes());
            } else {
                line.extend(letter.encode_utf8(&mut [0; 4]).bytes());
            }
        }
        line.extend(chunk.invalid().iter().flat_map(|byte| format!("\\x{byte:02x}").into_bytes()));
    }
}

/// What was escaped, unless this is nothing that `escape` makes.
fn unescape(mut bytes: &[u8]) -> Option<Vec<u8>> {
    let mut plain = Vec::with_capacity(bytes.len());
    while let Some((&byte, rest)) = bytes.split_first() {
        bytes = rest;
        if byte != b'\\' {
            plain.push(byte);
            continue;
        }
        let digits = rest.strip_prefix(b"x")?.get(..2)?;
        plain.push(u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()?);
        bytes = &rest[3..];
    }
    Some(plain)
}
