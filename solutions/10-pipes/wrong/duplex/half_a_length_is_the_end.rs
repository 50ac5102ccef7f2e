//! VERDICT: TORN WRITE
//! `read_exact` says `UnexpectedEof` after no byte and after three of four.

use std::io::{self, ErrorKind, Read, Write};
use std::marker::PhantomData;
use std::os::unix::net::UnixStream;

use serde::Serialize;
use serde::de::DeserializeOwned;

#[derive(Debug)]
pub struct Connection<S, R> {
    stream: UnixStream,
    types: PhantomData<fn(S) -> R>,
}

impl<S: Serialize, R: DeserializeOwned> Connection<S, R> {
    pub fn new(stream: UnixStream) -> Connection<S, R> {
        Connection { stream, types: PhantomData }
    }

    pub fn send(&mut self, value: &S) -> io::Result<()> {
        let json = serde_json::to_vec(value)?;
        let mut frame = (json.len() as u32).to_be_bytes().to_vec();
        frame.extend(json);
        self.stream.write_all(&frame)
    }

    pub fn recv(&mut self) -> io::Result<Option<R>> {
        let mut length = [0; 4];
        match self.stream.read_exact(&mut length) {
            Err(error) if error.kind() == ErrorKind::UnexpectedEof => return Ok(None),
            other => other?,
        }
        let mut json = vec![0; u32::from_be_bytes(length) as usize];
        self.stream.read_exact(&mut json)?;
        Ok(Some(serde_json::from_slice(&json)?))
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
