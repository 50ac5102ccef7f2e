//! `POST /_workbook/run/LISTING`: runs a program that the book shows, on the reader's machine.
//!
//! The answer is one JSON value a line: `{"step":"building"}` and `{"step":"running"}` as they begin, what is
//! printed as `{"out":"…"}`, and at last `{"ended":"status 0","milliseconds":12}`.

use std::fs;
use std::io::{self, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::ops::ControlFlow;
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus};
use std::thread;
use std::time::{Duration, Instant};

use nix::sys::signal::Signal;
use serde::Deserialize;
use serde_json::{Value, json};

use super::Served;
use super::response::Response;
use crate::interrupt::Job;
use crate::process::{self, Ended, OUTPUT_LIMIT};
use crate::workspace::Workspace;

/// How long a program may run; how long building it may take, on a machine that builds something else as well.
const LIMIT: Duration = Duration::from_secs(60);
const PATIENCE: Duration = Duration::from_secs(600);

const HEAD: &str = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nCache-Control: no-store\r\n\
     X-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n";

/// Runs the listing with that name, and tells of it as it goes; a refusal if there is none.
pub(super) fn answer(name: &str, connection: &TcpStream, served: &Served) -> Option<Response> {
    let workspace = served.live.workspace;
    if !names(workspace).iter().any(|known| known == name) {
        return Some(Response::text(404, "The book has no such program."));
    }
    // An error here is a reader who has left; the program was ended with the job.
    let _ = run(name, connection, workspace);
    None
}

/// The names of the book's programs: the examples of its package.
fn names(workspace: &Workspace) -> Vec<String> {
    #[derive(Deserialize)]
    struct Manifest {
        #[serde(default, rename = "example")]
        examples: Vec<Example>,
    }
    #[derive(Deserialize)]
    struct Example {
        name: String,
    }
    let text = fs::read_to_string(workspace.root.join("book/listings/Cargo.toml"));
    let manifest: Option<Manifest> = text.ok().and_then(|text| toml::from_str(&text).ok());
    manifest.into_iter().flat_map(|manifest| manifest.examples).map(|e| e.name).collect()
}

fn run(name: &str, connection: &TcpStream, workspace: &Workspace) -> io::Result<()> {
    connection.set_nodelay(true)?;
    connection.set_read_timeout(None)?;
    let job = Job::default();
    let (mut reader, leaving) = (connection.try_clone()?, job.clone());
    thread::spawn(move || {
        // The request is over; what comes now is the end, or the reader's leaving.
        while let Ok(1..) = reader.read(&mut [0; 512]) {}
        leaving.call_off();
    });
    let told = tell(name, connection, workspace, &job);
    // Also ends the thread above.
    let _ = connection.shutdown(Shutdown::Both);
    told
}

fn tell(name: &str, connection: &TcpStream, workspace: &Workspace, job: &Job) -> io::Result<()> {
    (&mut &*connection).write_all(HEAD.as_bytes())?;
    line(connection, &json!({ "step": "building" }))?;
    let began = Instant::now();
    let ended = match build(name, workspace, job)? {
        Ok(program) => {
            line(connection, &json!({ "step": "running" }))?;
            let began = Instant::now();
            let ended = stream(&program, connection, workspace, job)?;
            (ended_in_words(ended), began)
        }
        Err(said) => {
            line(connection, &json!({ "out": said }))?;
            ("it was not built".to_owned(), began)
        }
    };
    let (ended, began) = ended;
    let milliseconds = began.elapsed().as_millis() as u64;
    line(connection, &json!({ "ended": ended, "milliseconds": milliseconds }))
}

/// Builds the program; the file, or what cargo said.
fn build(name: &str, workspace: &Workspace, job: &Job) -> io::Result<Result<PathBuf, String>> {
    #[derive(Deserialize)]
    struct Message {
        executable: Option<PathBuf>,
    }
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo
        .args(["build", "--quiet", "--package", "listings", "--example", name])
        .arg("--message-format=json-render-diagnostics")
        .env("CARGO_TARGET_DIR", workspace.target())
        .current_dir(&workspace.root);
    let finished = process::run(cargo, Instant::now() + PATIENCE, job)?;
    let messages = finished.stdout.lines().rev();
    let program = messages
        .filter_map(|line| serde_json::from_str::<Message>(line).ok()?.executable)
        .find(|program| program.file_stem().is_some_and(|stem| stem == name));
    Ok(program.filter(|_| finished.success()).ok_or(finished.stderr))
}

/// Runs the program and passes on what it prints.
fn stream(
    program: &Path,
    connection: &TcpStream,
    workspace: &Workspace,
    job: &Job,
) -> io::Result<Ended> {
    let mut program = Command::new(program);
    program.env("RUST_BACKTRACE", "0").env_remove("COLUMNS").current_dir(&workspace.root);
    let (mut room, mut sent, mut kept) = (OUTPUT_LIMIT, Ok(()), Vec::new());
    let ended = process::stream(program, Instant::now() + LIMIT, job, |piece| {
        let fits = piece.len() <= room;
        room = room.saturating_sub(piece.len());
        kept.extend_from_slice(&piece[..if fits { piece.len() } else { 0 }]);
        sent = line(connection, &json!({ "out": whole_characters(&mut kept) }));
        if fits && sent.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    })?;
    sent?;
    if !kept.is_empty() {
        line(connection, &json!({ "out": String::from_utf8_lossy(&kept) }))?;
    }
    Ok(ended)
}

/// Takes the text out of `bytes`, up to a character that has only begun.
fn whole_characters(bytes: &mut Vec<u8>) -> String {
    let end = match std::str::from_utf8(bytes) {
        Err(error) if error.error_len().is_none() => error.valid_up_to(),
        // Bytes that are no text are shown as such; a later cut may lie inside a character then.
        _ => bytes.len(),
    };
    let rest = bytes.split_off(end);
    String::from_utf8_lossy(&std::mem::replace(bytes, rest)).into_owned()
}

fn ended_in_words(ended: Ended) -> String {
    let by_itself = |status: ExitStatus| match (status.code(), status.signal()) {
        (Some(code), _) => format!("status {code}"),
        (None, signal) => signal
            .and_then(|signal| Signal::try_from(signal).ok())
            .map_or_else(|| status.to_string(), |signal| signal.to_string()),
    };
    match ended {
        Ended::Itself(status) => by_itself(status),
        Ended::TimeLimit => format!("stopped after {} s", LIMIT.as_secs()),
        Ended::OutputLimit => format!("stopped after {} MiB of output", OUTPUT_LIMIT >> 20),
    }
}

fn line(mut connection: &TcpStream, value: &Value) -> io::Result<()> {
    connection.write_all(format!("{value}\n").as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_character_that_comes_in_two_pieces_arrives_whole() {
        let text = "a锁b".as_bytes();
        for cut in 0..=text.len() {
            let mut kept = text[..cut].to_vec();
            let first = whole_characters(&mut kept);
            kept.extend_from_slice(&text[cut..]);
            assert_eq!(first + &whole_characters(&mut kept), "a锁b", "cut after {cut} bytes");
        }
        assert_eq!(whole_characters(&mut vec![b'a', 0xff, b'b']), "a\u{fffd}b");
    }
}
