//! VERDICT: WRONG RESULT
//! What does not fit into one write that is whole is refused.

use std::io::{self, BufReader, ErrorKind, PipeReader, PipeWriter, Read, Write};

use nix::libc::PIPE_BUF;

pub const MOST: usize = 1 << 20;

#[derive(Debug)]
pub struct Sender {
    pipe: PipeWriter,
}

#[derive(Debug)]
pub struct Receiver {
    pipe: BufReader<PipeReader>,
}

pub fn mailbox() -> io::Result<(Sender, Receiver)> {
    let (reader, writer) = io::pipe()?;
    Ok((Sender { pipe: writer }, Receiver { pipe: BufReader::new(reader) }))
}

impl Sender {
    pub fn send(&mut self, record: &[u8]) -> io::Result<()> {
        if record.len() > PIPE_BUF - 4 {
            return Err(ErrorKind::InvalidInput.into());
        }
        let mut frame = (record.len() as u32).to_ne_bytes().to_vec();
        frame.extend(record);
        self.pipe.write_all(&frame)
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
