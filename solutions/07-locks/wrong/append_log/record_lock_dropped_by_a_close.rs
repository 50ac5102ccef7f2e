//! VERDICT: TORN WRITE
//! A record lock of POSIX is gone as soon as the process closes any descriptor of the file: here, the one that looks.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};

use nix::errno::Errno;
use nix::fcntl::{FcntlArg, fcntl};

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
        let length = file.metadata()?.len();
        let end = last_line_end(&self.path)?;
        if end < length {
            file.set_len(end)?;
        }
        let written = file.write_all(format!("{record}\n").as_bytes());
        if written.is_err() {
            let _ = file.set_len(end);
        }
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
    // SAFETY: it is made of numbers, for which zero is a value.
    let mut all: libc::flock = unsafe { std::mem::zeroed() };
    all.l_type = libc::F_WRLCK as i16;
    loop {
        match fcntl(file, FcntlArg::F_SETLKW(&all)) {
            Err(Errno::EINTR) => {}
            result => return result.map(drop).map_err(io::Error::from),
        }
    }
}

fn last_line_end(path: &Path) -> io::Result<u64> {
    let file = File::open(path)?;
    let mut end = file.metadata()?.len();
    let mut byte = [0];
    while end > 0 {
        file.read_exact_at(&mut byte, end - 1)?;
        if byte == *b"\n" {
            break;
        }
        end -= 1;
    }
    Ok(end)
}
