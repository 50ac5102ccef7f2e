//! VERDICT: WRONG RESULT
//! The end of a value is where its braces are closed: those inside of a text count as well.

use std::io::{self, BufReader, ErrorKind, Read, Write};
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
        let (mut json, mut depth) = (Vec::new(), 0);
        loop {
            let mut byte = [0];
            match self.stream.read(&mut byte) {
                Ok(0) if json.is_empty() => return Ok(None),
                Ok(0) => return Err(ErrorKind::UnexpectedEof.into()),
                Ok(_) => json.push(byte[0]),
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            }
            match byte[0] {
                b'{' | b'[' => depth += 1,
                b'}' | b']' => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                return Ok(Some(serde_json::from_slice(&json)?));
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
