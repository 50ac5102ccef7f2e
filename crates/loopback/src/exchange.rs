//! One request and its answer.

use std::io;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::select;

use crate::answer::{Answer, Point};
use crate::head;
use crate::ledger::Ledger;
use crate::request::{Request, State};

/// Answers the requests of one connection, until one of the two closes it.
pub(crate) async fn serve(mut stream: TcpStream, ledger: &Ledger) -> io::Result<()> {
    stream.set_nodelay(true)?;
    let mut bytes = Vec::new();
    while let Some((request, stays)) = read(&mut stream, &mut bytes).await? {
        let bodiless = request.method == "HEAD";
        let (number, answer) = ledger.take_in(request);
        // If the server dies meanwhile, this future is dropped.
        let mut end = End { ledger, number, state: State::Dropped };
        let sent = send(&mut stream, &answer, bodiless, &end).await;
        end.state = sent.unwrap_or(State::Gone);
        if end.state != State::Answered || !stays {
            break;
        }
    }
    Ok(())
}

/// Notes at its own end what became of a request.
struct End<'l> {
    ledger: &'l Ledger,
    number: usize,
    state: State,
}

impl Drop for End<'_> {
    fn drop(&mut self) {
        self.ledger.ends(self.number, self.state);
    }
}

/// The next request of a connection, and whether others may follow; `None` at its end.
async fn read(stream: &mut TcpStream, bytes: &mut Vec<u8>) -> io::Result<Option<(Request, bool)>> {
    let head = loop {
        if let Some(head) = head::parse(bytes)? {
            break head;
        }
        if stream.read_buf(bytes).await? == 0 {
            return Ok(None);
        }
    };
    bytes.drain(..head.length);
    if head.asks_leave {
        stream.write_all(b"HTTP/1.1 100 Continue\r\n\r\n").await?;
    }
    while bytes.len() < head.body {
        if stream.read_buf(bytes).await? == 0 {
            return Ok(None);
        }
    }
    let mut request = head.request;
    request.body = bytes.drain(..head.body).collect();
    Ok(Some((request, head.stays)))
}

/// Sends an answer as it wants to be sent; what became of it.
async fn send(
    stream: &mut TcpStream,
    answer: &Answer,
    bodiless: bool,
    end: &End<'_>,
) -> io::Result<State> {
    let mut bytes = format!("HTTP/1.1 {} {}\r\n", answer.status, reason(answer.status));
    for (name, value) in &answer.headers {
        bytes += &format!("{name}: {value}\r\n");
    }
    bytes += &format!("content-length: {}\r\n\r\n", answer.body.len());
    let head = bytes.len();
    let mut bytes = bytes.into_bytes();
    bytes.extend(answer.body.iter().filter(|_| !bodiless));
    let at = |point| match point {
        Point::Start => 0,
        Point::Body(sent) => bytes.len().min(head + sent),
    };
    let stop = answer.cut.map_or(bytes.len(), at);
    let mut sent = 0;

    if !answer.slow.is_zero() {
        tokio::time::sleep(answer.slow).await;
    }
    for hold in answer.holds.iter().map(|hold| at(*hold)).filter(|hold| *hold <= stop) {
        stream.write_all(&bytes[sent..hold]).await?;
        sent = hold;
        let let_go = end.ledger.hold(end.number);
        select! {
            _ = let_go => {}
            () = gone(stream) => return Ok(State::Gone),
        }
    }
    stream.write_all(&bytes[sent..stop]).await?;
    Ok(if answer.cut.is_some() { State::Dropped } else { State::Answered })
}

/// Waits until the client has closed the connection.
async fn gone(stream: &TcpStream) {
    if let Ok(1) = stream.peek(&mut [0]).await {
        // It has sent its next request already, and waits for this answer all the same.
        std::future::pending::<()>().await;
    }
}

/// What a status means.
fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        404 => "Not Found",
        429 => "Too Many Requests",
        500 => "Internal Server Error",
        503 => "Service Unavailable",
        _ => "Status",
    }
}
