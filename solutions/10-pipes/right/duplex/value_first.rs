//! The bytes are parsed to a `Value`, and that is made an `R`: two steps with two errors.

use std::io::{self, BufRead, BufReader, ErrorKind, Write};
use std::marker::PhantomData;
use std::os::unix::net::UnixStream;

use serde::Serialize;
use serde::de::DeserializeOwned;

#[derive(Debug)]
pub struct Connection<S, R> {
    stream: BufReader<UnixStream>,
    types: PhantomData<fn(S) -> R>,
}

impl<S: Serialize, R: DeserializeOwned> Connection<S, R> {
    pub fn new(stream: UnixStream) -> Connection<S, R> {
        Connection { stream: BufReader::new(stream), types: PhantomData }
    }

    pub fn send(&mut self, value: &S) -> io::Result<()> {
        let mut line = serde_json::to_vec(value)?;
        line.push(b'\n');
        self.stream.get_mut().write_all(&line)
    }

    pub fn recv(&mut self) -> io::Result<Option<R>> {
        let line = self.line()?;
        let Some(line) = line else { return Ok(None) };
        let value: serde_json::Value = serde_json::from_slice(&line)?;
        Ok(Some(serde_json::from_value(value)?))
    }

    fn line(&mut self) -> io::Result<Option<Vec<u8>>> {
        let mut line = Vec::new();
        self.stream.read_until(b'\n', &mut line)?;
        if line.is_empty() {
            return Ok(None);
        }
        if !line.ends_with(b"\n") {
            return Err(ErrorKind::UnexpectedEof.into());
        }
        Ok(Some(line))
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
