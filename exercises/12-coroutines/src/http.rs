//! As much HTTP as it takes to fetch something, on tokio. It is written, for you to use.

use std::io;
use std::net::SocketAddr;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// The most that is read of a body at a time, in bytes.
const PIECE: usize = 1 << 14;

/// The answer to a request: its first lines are there, its body comes piece by piece.
///
/// If it is dropped, the connection is closed, and the server need not go on.
#[derive(Debug)]
pub struct Answer {
    stream: TcpStream,
    status: u16,
    /// What was read of the body and not given out yet.
    piece: Vec<u8>,
    /// How many bytes of the body have not been read yet.
    left: usize,
}

/// Asks the server for what is at `path`, such as `/cat.jpg`.
///
/// # Errors
/// If the server cannot be reached, the connection ends before the answer has begun, or what comes is no answer.
pub async fn get(server: SocketAddr, path: &str) -> io::Result<Answer> {
    let mut stream = TcpStream::connect(server).await?;
    let request = format!("GET {path} HTTP/1.1\r\nhost: {server}\r\nconnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).await?;
    let mut bytes = Vec::new();
    loop {
        if stream.read_buf(&mut bytes).await? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        if let Some((head, status, length)) = head(&bytes)? {
            let piece = bytes.split_off(head);
            let left = length.saturating_sub(piece.len());
            return Ok(Answer { stream, status, piece, left });
        }
    }
}

impl Answer {
    /// 200 if all is well.
    pub fn status(&self) -> u16 {
        self.status
    }

    /// The next bytes of the body; `None` when it is over.
    ///
    /// # Errors
    /// If the connection ends before the body does.
    pub async fn piece(&mut self) -> io::Result<Option<Vec<u8>>> {
        if self.piece.is_empty() && self.left > 0 {
            self.piece.reserve(self.left.min(PIECE));
            let read = self.stream.read_buf(&mut self.piece).await?;
            if read == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            self.left = self.left.saturating_sub(read);
        }
        Ok((!self.piece.is_empty()).then(|| std::mem::take(&mut self.piece)))
    }
}

/// How long the head at the beginning of `bytes` is, the status, and how long the body will be; `None` if the head is
/// not there yet.
fn head(bytes: &[u8]) -> io::Result<Option<(usize, u16, usize)>> {
    let mut headers = [httparse::EMPTY_HEADER; 32];
    let mut answer = httparse::Response::new(&mut headers);
    let wrong = |why: String| io::Error::new(io::ErrorKind::InvalidData, why);
    match answer.parse(bytes).map_err(|error| wrong(error.to_string()))? {
        httparse::Status::Partial => Ok(None),
        httparse::Status::Complete(head) => {
            let length =
                answer.headers.iter().find(|h| h.name.eq_ignore_ascii_case("content-length"));
            let length = length.and_then(|h| str::from_utf8(h.value).ok()?.parse().ok());
            let length = length.ok_or_else(|| wrong("an answer without its length".into()))?;
            Ok(Some((head, answer.code.unwrap_or_default(), length)))
        }
    }
}
