//! A reader and a writer over two descriptors of the same stream.

use std::io::{self, BufRead, BufReader, BufWriter, ErrorKind, Write};
use std::marker::PhantomData;
use std::os::unix::net::UnixStream;

use serde::Serialize;
use serde::de::DeserializeOwned;

#[derive(Debug)]
pub struct Connection<S, R> {
    reader: BufReader<UnixStream>,
    writer: BufWriter<UnixStream>,
    types: PhantomData<fn(S) -> R>,
}

impl<S: Serialize, R: DeserializeOwned> Connection<S, R> {
    pub fn new(stream: UnixStream) -> Connection<S, R> {
        let writer = stream.try_clone().expect("a descriptor");
        Connection {
            reader: BufReader::new(stream),
            writer: BufWriter::new(writer),
            types: PhantomData,
        }
    }

    pub fn send(&mut self, value: &S) -> io::Result<()> {
        let line = serde_json::to_string(value)?;
        writeln!(self.writer, "{line}")?;
        self.writer.flush()
    }

    pub fn recv(&mut self) -> io::Result<Option<R>> {
        let mut line = String::new();
        self.reader.read_line(&mut line)?;
        match line.strip_suffix('\n') {
            None if line.is_empty() => Ok(None),
            None => Err(ErrorKind::UnexpectedEof.into()),
            Some(json) => Ok(Some(serde_json::from_str(json)?)),
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
