//! VERDICT: DEADLOCK
//! JSON after JSON: where a text or a list ends can be seen, but `1` may go on.

use std::io::{self, BufReader, Write};
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
        let json = serde_json::to_vec(value)?;
        self.stream.get_mut().write_all(&json)
    }

    pub fn recv(&mut self) -> io::Result<Option<R>> {
        let values = serde_json::Deserializer::from_reader(&mut self.stream);
        match values.into_iter().next() {
            None => Ok(None),
            Some(value) => Ok(Some(value?)),
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
