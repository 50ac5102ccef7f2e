//! A program of the book is run on the reader's machine.

use std::io::{BufRead, BufReader};

use nix::sys::signal::Signal;
use serde_json::Value;

use super::server::Server;
use super::support::{Fixture, wait_until};

fn serve(fixture: &Fixture) -> Server {
    let mut server = Server::start(fixture.serve(0));
    server.until("Built");
    server
}

/// The lines that come while the program runs.
fn run(server: &Server, name: &str) -> impl Iterator<Item = Value> + use<> {
    let (host, token) = (&server.address, server.token());
    let head = format!("POST /_workbook/run/{name} HTTP/1.1\r\nHost: {host}\r\n{token}\r\n\r\n");
    let lines = BufReader::new(server.begin(&head)).lines().map(|line| line.expect("it answers"));
    let body = lines.skip_while(|line| !line.is_empty()).skip(1);
    body.map(|line| serde_json::from_str(&line).unwrap_or_else(|error| panic!("{error}: {line}")))
}

/// What was printed, and the last line.
fn whole(server: &Server, name: &str) -> (String, Value) {
    let lines: Vec<Value> = run(server, name).collect();
    let printed = lines.iter().filter_map(|line| line["out"].as_str()).collect();
    (printed, lines.last().cloned().expect("there is one"))
}

#[test]
fn a_listing_is_run_by_its_name_and_its_output_comes_in_order() {
    let fixture = Fixture::new();
    let server = serve(&fixture);
    let (printed, last) = whole(&server, "greeting");
    assert_eq!(printed, "hello 锁\nthere\n");
    assert_eq!(last["ended"], "status 3", "{last}");
    assert!(last["milliseconds"].is_u64(), "{last}");
}

#[test]
fn a_listing_that_does_not_compile_is_told_in_the_words_of_rustc() {
    let fixture = Fixture::new();
    let server = serve(&fixture);
    let (printed, last) = whole(&server, "does_not_compile");
    assert!(printed.contains("error[E0308]: mismatched types"), "{printed}");
    assert_eq!(last["ended"], "it was not built", "{last}");
}

/// Runs the program that does not end, until it has said so.
#[cfg(target_os = "linux")]
fn begun(server: &Server) -> impl Iterator<Item = Value> + use<> {
    let mut lines = run(server, "does_not_end");
    assert!(lines.any(|line| line["out"] == "here I am\n"), "it ended before it began");
    lines
}

#[test]
#[cfg(target_os = "linux")]
fn a_reader_who_leaves_ends_the_program() {
    let fixture = Fixture::new();
    let server = serve(&fixture);
    let lines = begun(&server);
    assert_eq!(fixture.processes().len(), 1, "it is running: {:?}", fixture.processes());
    drop(lines);
    // By itself it would be stopped after a minute.
    wait_until("the program is ended", || fixture.processes().is_empty());
}

#[test]
#[cfg(target_os = "linux")]
fn ctrl_c_ends_the_program() {
    let fixture = Fixture::new();
    let server = serve(&fixture);
    let _lines = begun(&server);
    assert!(server.ended_by(Signal::SIGINT).success(), "leaving is no failure");
    assert!(fixture.strays().is_empty(), "left behind: {:?}", fixture.strays());
}
