//! An answer, and how it is sent.

use std::io::{self, Write};
use std::path::Path;

use super::request::Bad;

/// A whole answer.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Response {
    pub status: u16,
    kind: &'static str,
    /// Where the browser should look instead.
    location: Option<String>,
    body: Vec<u8>,
}

impl Response {
    /// A line of plain text.
    pub(super) fn text(status: u16, line: &str) -> Response {
        Response::new(status, "text/plain; charset=utf-8", format!("{line}\n").into_bytes())
    }

    /// A page.
    pub(super) fn html(status: u16, page: Vec<u8>) -> Response {
        Response::new(status, "text/html; charset=utf-8", page)
    }

    /// A value.
    pub(super) fn json(status: u16, value: &serde_json::Value) -> Response {
        Response::new(status, "application/json", value.to_string().into_bytes())
    }

    /// What is said to a request that cannot be read.
    pub(super) fn to_bad(bad: Bad) -> Response {
        match bad {
            Bad::Gone => Response::text(408, "The request did not arrive."),
            Bad::Malformed => Response::text(400, "This is no HTTP request."),
            Bad::HeadTooLong => Response::text(431, "The head of the request is too long."),
            Bad::NoLength => Response::text(411, "A body needs a Content-Length."),
            Bad::BodyTooLong => Response::text(413, "This is too long for an answer."),
        }
    }

    /// A file's bytes; its name says what they are.
    pub(super) fn file(path: &Path, bytes: Vec<u8>) -> Response {
        Response::new(200, kind(path), bytes)
    }

    /// The same thing is at another address.
    pub(super) fn redirect(to: String) -> Response {
        let mut response = Response::text(301, "Moved.");
        response.location = Some(to);
        response
    }

    fn new(status: u16, kind: &'static str, body: Vec<u8>) -> Response {
        Response { status, kind, location: None, body }
    }

    /// The same answer, if it is a page with something done to that.
    pub(super) fn map_page(self, change: impl FnOnce(Vec<u8>) -> Vec<u8>) -> Response {
        let is_page = self.kind.starts_with("text/html");
        let body = if is_page { change(self.body) } else { self.body };
        Response { body, ..self }
    }

    /// Writes the answer, without its body if only the head was asked for.
    pub(super) fn send(&self, connection: &mut impl Write, head_only: bool) -> io::Result<()> {
        let location =
            self.location.iter().map(|to| format!("Location: {to}\r\n")).collect::<String>();
        let head = format!(
            "HTTP/1.1 {} {}\r\nContent-Type: {}\r\nContent-Length: {}\r\n{location}\
             Cache-Control: no-cache\r\nX-Content-Type-Options: nosniff\r\nX-Frame-Options: SAMEORIGIN\r\n\
             Cross-Origin-Resource-Policy: same-origin\r\nConnection: close\r\n\r\n",
            self.status,
            reason(self.status),
            self.kind,
            self.body.len()
        );
        connection.write_all(head.as_bytes())?;
        if !head_only {
            connection.write_all(&self.body)?;
        }
        connection.flush()
    }
}

fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        202 => "Accepted",
        301 => "Moved Permanently",
        400 => "Bad Request",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        408 => "Request Timeout",
        409 => "Conflict",
        411 => "Length Required",
        413 => "Content Too Large",
        415 => "Unsupported Media Type",
        431 => "Request Header Fields Too Large",
        500 => "Internal Server Error",
        503 => "Service Unavailable",
        _ => "",
    }
}

/// The content type of a file in a built book.
fn kind(path: &Path) -> &'static str {
    match path.extension().and_then(|extension| extension.to_str()).unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" | "map" => "application/json",
        "txt" | "md" | "rs" | "py" | "toml" => "text/plain; charset=utf-8",
        "xml" => "application/xml",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "ico" => "image/x-icon",
        "woff" => "font/woff",
        "woff2" => "font/woff2",
        "ttf" => "font/ttf",
        _ => "application/octet-stream",
    }
}
