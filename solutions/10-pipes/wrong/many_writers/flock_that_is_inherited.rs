//! VERDICT: TORN WRITE
//! `flock` belongs to the open file, and a fork shares that: all writers hold the lock together.

use std::fs::File;
use std::io::{self, BufReader, ErrorKind, PipeReader, PipeWriter, Read, Write};

use nix::sys::memfd::{MFdFlags, memfd_create};

pub const MOST: usize = 1 << 20;

#[derive(Debug)]
pub struct Sender {
    pipe: PipeWriter,
    lock: File,
}

#[derive(Debug)]
pub struct Receiver {
    pipe: BufReader<PipeReader>,
}

pub fn mailbox() -> io::Result<(Sender, Receiver)> {
    let (reader, writer) = io::pipe()?;
    let lock = File::from(memfd_create("lock", MFdFlags::MFD_CLOEXEC)?);
    Ok((Sender { pipe: writer, lock }, Receiver { pipe: BufReader::new(reader) }))
}

impl Sender {
    pub fn send(&mut self, record: &[u8]) -> io::Result<()> {
        if record.len() > MOST {
            return Err(ErrorKind::InvalidInput.into());
        }
        self.lock.lock()?;
        self.pipe.write_all(&(record.len() as u32).to_ne_bytes())?;
        let written = self.pipe.write_all(record);
        self.lock.unlock()?;
        written
    }
}

impl Receiver {
    pub fn recv(&mut self) -> io::Result<Option<Vec<u8>>> {
        let mut length = [0; 4];
        match self.pipe.read_exact(&mut length) {
            Err(error) if error.kind() == ErrorKind::UnexpectedEof => return Ok(None),
            read => read?,
        }
        let length = u32::from_ne_bytes(length) as usize;
        if length > MOST {
            return Err(ErrorKind::InvalidData.into());
        }
        let mut record = vec![0; length];
        match self.pipe.read_exact(&mut record) {
            Err(error) if error.kind() == ErrorKind::UnexpectedEof => Ok(None),
            read => read.map(|()| Some(record)),
        }
    }
}
