//! A running `cargo run`, and what a browser would send it.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, ChildStdout, Command, ExitStatus, Stdio};
use std::time::Duration;

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use serde_json::Value;

/// How long an answer may take; a loaded machine needs seconds.
const PATIENCE: Duration = Duration::from_secs(120);

/// A running server; killed at the end if it is still there.
pub(crate) struct Server {
    child: Child,
    lines: BufReader<ChildStdout>,
    /// What has been printed so far.
    pub printed: String,
    /// Such as `127.0.0.1:8000`.
    pub address: String,
}

/// What came back.
pub(crate) struct Answer {
    pub status: u16,
    pub head: String,
    pub body: String,
}

impl Server {
    /// Starts the program; it should serve.
    pub(crate) fn start(mut command: Command) -> Server {
        let mut child =
            command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it starts");
        let lines = BufReader::new(child.stdout.take().expect("it is piped"));
        let mut server = Server { child, lines, printed: String::new(), address: String::new() };
        let line = server.until("The workbook is at http://");
        let address = line.split("http://").nth(1).and_then(|rest| rest.split('/').next());
        server.address = address.expect("an address").to_owned();
        server
    }

    /// Reads what the server prints up to the line that holds `words`.
    #[track_caller]
    pub(crate) fn until(&mut self, words: &str) -> String {
        loop {
            let mut line = String::new();
            let count = self.lines.read_line(&mut line).expect("it prints UTF-8");
            assert_ne!(
                count, 0,
                "it ended before printing `{words}`; before that:\n{}",
                self.printed
            );
            self.printed += &line;
            let failed = line.contains("does not build") && !line.contains(words);
            assert!(
                !failed,
                "the book does not build; standard error says why:\n{}",
                self.errors()
            );
            if line.contains(words) {
                return line;
            }
        }
    }

    /// Ends the server, and returns what it printed on standard error.
    fn errors(&mut self) -> String {
        let _ = self.child.kill();
        let mut errors = String::new();
        let stderr = self.child.stderr.as_mut().expect("it is piped");
        stderr.read_to_string(&mut errors).expect("it prints UTF-8");
        errors
    }

    /// Presses Ctrl-C, or sends another signal, and waits for the end.
    pub(crate) fn ended_by(mut self, signal: Signal) -> ExitStatus {
        kill(Pid::from_raw(self.child.id().cast_signed()), signal).expect("it is running");
        self.until("Stopped.");
        self.child.wait().expect("it ends")
    }

    /// A connection on which this has been sent.
    pub(crate) fn begin(&self, text: &str) -> TcpStream {
        let mut connection = TcpStream::connect(&self.address).expect("it listens");
        connection.set_read_timeout(Some(PATIENCE)).expect("there is some");
        connection.write_all(text.as_bytes()).expect("it reads");
        connection
    }

    /// Sends a whole request and returns all that comes back.
    pub(crate) fn send(&self, text: &str) -> Answer {
        Answer::of(self.begin(text))
    }

    /// Sends a request with these header lines, beside `Host`.
    pub(crate) fn ask(&self, method: &str, target: &str, headers: &[&str], body: &str) -> Answer {
        let headers: String = headers.iter().map(|line| format!("{line}\r\n")).collect();
        let length = if body.is_empty() {
            String::new()
        } else {
            format!("Content-Length: {}\r\n", body.len())
        };
        let host = &self.address;
        self.send(&format!(
            "{method} {target} HTTP/1.1\r\nHost: {host}\r\n{headers}{length}\r\n{body}"
        ))
    }

    /// Asks for a page as a browser does.
    pub(crate) fn get(&self, target: &str) -> Answer {
        self.ask("GET", target, &[], "")
    }

    /// The header line that the served pages send along; the book has to be built.
    pub(crate) fn token(&self) -> String {
        let page = self.get("/01-basics.html").body;
        let (_, rest) = page
            .split_once("<meta name=\"workbook-token\" content=\"")
            .unwrap_or_else(|| panic!("the page has no token:\n{page}"));
        format!("X-Workbook-Token: {}", rest.split('"').next().unwrap_or_default())
    }

    /// The events from now on.
    pub(crate) fn events(&self) -> Events {
        let host = &self.address;
        let request = format!("GET /_workbook/events HTTP/1.1\r\nHost: {host}\r\n\r\n");
        let mut lines = BufReader::new(self.begin(&request));
        let mut head = String::new();
        while !head.ends_with("\r\n\r\n") {
            let count = lines.read_line(&mut head).expect("it answers");
            assert_ne!(count, 0, "the head of the events ended early: {head}");
        }
        assert!(head.contains("Content-Type: text/event-stream\r\n"), "{head}");
        Events { lines }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Answer {
    /// All that comes until the other side hangs up.
    pub(crate) fn of(mut connection: TcpStream) -> Answer {
        let mut bytes = Vec::new();
        connection.read_to_end(&mut bytes).expect("it answers");
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let (head, body) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok());
        Answer {
            status: status.unwrap_or_else(|| panic!("this is no answer: {text}")),
            head: format!("{head}\r\n"),
            body: body.to_owned(),
        }
    }

    /// The body as one JSON value.
    #[track_caller]
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error} in: {}", self.body))
    }
}

/// A stream of events.
pub(crate) struct Events {
    lines: BufReader<TcpStream>,
}

impl Events {
    /// The next event: its name and its data.
    #[track_caller]
    pub(crate) fn next(&mut self) -> (String, Value) {
        let (mut name, mut data) = (String::new(), Value::Null);
        loop {
            let mut line = String::new();
            let count = self.lines.read_line(&mut line).expect("an event comes in time");
            assert_ne!(count, 0, "the stream of events ended");
            let line = line.trim_end();
            if let Some(word) = line.strip_prefix("event: ") {
                name = word.to_owned();
            } else if let Some(text) = line.strip_prefix("data: ") {
                data = serde_json::from_str(text).expect("the data is JSON");
            } else if line.is_empty() && !name.is_empty() {
                return (name, data);
            }
        }
    }

    /// The data of the next event with that name.
    #[track_caller]
    pub(crate) fn until(&mut self, wanted: &str) -> Value {
        loop {
            let (name, data) = self.next();
            if name == wanted {
                return data;
            }
        }
    }

    /// The next verdict on the exercise: what was seen.
    #[track_caller]
    pub(crate) fn verdict(&mut self, id: &str) -> Value {
        loop {
            let shown = self.until("exercise");
            if shown["id"] == id && shown["state"] == "idle" {
                assert!(shown["seen"].is_object(), "it was not judged: {shown:#}");
                return shown["seen"].clone();
            }
        }
    }
}
