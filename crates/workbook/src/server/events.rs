//! `GET /_workbook/events`: how the exercises stand, as server-sent events
//! (<https://html.spec.whatwg.org/multipage/server-sent-events.html>).
//!
//! A browser keeps at most six connections to one server, so the open pages share one of these streams.

use std::io::{self, Write};
use std::net::TcpStream;
use std::time::Duration;

use serde::Serialize;
use serde_json::json;

use crate::live::{Board, News};

/// How often something is sent in any case: a stream that is silent for long is taken for dead, and only by
/// writing do we notice that nobody reads.
const PULSE: Duration = Duration::from_secs(15);

const HEAD: &str = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-store\r\n\
     X-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n";

/// Sends a snapshot, and then each change, until the reader leaves.
pub(super) fn send(connection: &TcpStream, board: &Board) {
    // Who has left, or takes nothing for long, comes back by itself and gets a new snapshot.
    let _ = tell(connection, board);
}

fn tell(mut connection: &TcpStream, board: &Board) -> io::Result<()> {
    connection.set_nodelay(true)?;
    let (mut since, snapshot) = board.snapshot();
    connection.write_all((HEAD.to_owned() + &event("snapshot", &snapshot)).as_bytes())?;
    loop {
        let (last, news) = board.news(since, PULSE);
        since = last;
        let mut text: String = news.iter().map(told).collect();
        if text.is_empty() {
            text = ": still here\n\n".to_owned();
        }
        connection.write_all(text.as_bytes())?;
    }
}

fn told(news: &News) -> String {
    match news {
        News::Exercise(shown) => event("exercise", shown),
        News::Book(number) => event("book", &json!({ "book": number })),
        News::BookFailed(why) => event("book-failed", &json!({ "message": why })),
    }
}

/// One event; JSON on one line has no line breaks.
fn event(name: &str, data: &impl Serialize) -> String {
    let data = serde_json::to_string(data).expect("these values have string keys only");
    format!("event: {name}\ndata: {data}\n\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_break_in_a_message_does_not_end_the_event() {
        let text = told(&News::BookFailed("one\ntwo\r\n\ndata: three".into()));
        let message = r#"{"message":"one\ntwo\r\n\ndata: three"}"#;
        assert_eq!(text, format!("event: book-failed\ndata: {message}\n\n"));
    }
}
