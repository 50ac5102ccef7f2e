//! VERDICT: WRONG RESULT
//! `recv(65536)` of a Python programmer: what was sent together comes together.

use std::io::{self, Read, Write};
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
        self.stream.write_all(&json)
    }

    pub fn recv(&mut self) -> io::Result<Option<R>> {
        let mut json = vec![0; 65536];
        let read = self.stream.read(&mut json)?;
        if read == 0 {
            return Ok(None);
        }
        Ok(Some(serde_json::from_slice(&json[..read])?))
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
