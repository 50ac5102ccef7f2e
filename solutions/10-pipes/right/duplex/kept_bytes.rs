//! As one does it in Python: what has come is kept, and looked through for a line end.

use std::io::{self, ErrorKind, Read, Write};
use std::marker::PhantomData;
use std::os::unix::net::UnixStream;

use serde::Serialize;
use serde::de::DeserializeOwned;

#[derive(Debug)]
pub struct Connection<S, R> {
    stream: UnixStream,
    kept: Vec<u8>,
    types: PhantomData<fn(S) -> R>,
}

impl<S: Serialize, R: DeserializeOwned> Connection<S, R> {
    pub fn new(stream: UnixStream) -> Connection<S, R> {
        Connection { stream, kept: Vec::new(), types: PhantomData }
    }

    pub fn send(&mut self, value: &S) -> io::Result<()> {
        let mut line = serde_json::to_vec(value)?;
        line.push(b'\n');
        self.stream.write_all(&line)
    }

    pub fn recv(&mut self) -> io::Result<Option<R>> {
        loop {
            if let Some(end) = self.kept.iter().position(|&byte| byte == b'\n') {
                let line: Vec<u8> = self.kept.drain(..=end).collect();
                return Ok(Some(serde_json::from_slice(&line)?));
            }
            let mut more = vec![0; 65536];
            match self.stream.read(&mut more) {
                Ok(0) if self.kept.is_empty() => return Ok(None),
                Ok(0) => return Err(ErrorKind::UnexpectedEof.into()),
                Ok(read) => self.kept.extend(&more[..read]),
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
    }
}

pub fn duplex<S, R>() -> io::Result<(Connection<S, R>, Connection<R, S>)>
where
    S: Serialize + DeserializeOwned,
    R: Serialize + DeserializeOwned,
{
    let (here, there) = UnixStream::pair()?;
    Ok((Connection::new(here), Connection::new(there)))
}
