//! Each save is judged, and every open page is told.

use std::fs;

use nix::sys::signal::Signal;

use super::server::{Events, Server};
use super::support::{ADD, Fixture, wait_until};

const ID: &str = "basics/add";

/// With this limit, tests that do not end are there until they are called off.
const WITHOUT_END: &[&str] = &["--limit", "600"];

/// A server whose book is built, and its events.
fn serve(fixture: &Fixture) -> (Server, Events) {
    serve_with(fixture, &[])
}

/// The same, with further arguments.
fn serve_with(fixture: &Fixture, more: &[&str]) -> (Server, Events) {
    let mut command = fixture.serve(0);
    command.args(more);
    let mut server = Server::start(command);
    server.until("Built");
    let events = server.events();
    (server, events)
}

/// Waits for the processes of tests that are being run.
#[cfg(target_os = "linux")]
fn wait_for_tests(fixture: &Fixture) {
    wait_until("the tests are running", || !fixture.processes().is_empty());
}

#[test]
fn a_save_is_judged_red_and_the_next_one_green() {
    let fixture = Fixture::new();
    let (server, mut events) = serve(&fixture);
    let snapshot = events.until("snapshot");
    assert_eq!(snapshot["exercises"][0]["id"], ID);
    assert_eq!(snapshot["exercises"][0]["status"], "not tried");

    fixture.answer_add("wrong/add/forgets_one");
    let shown = events.until("exercise");
    assert_eq!((&shown["id"], &shown["state"]), (&ID.into(), &"running".into()), "{shown:#}");
    let seen = events.verdict(ID);
    assert_eq!(seen["verdict"], "WRONG RESULT", "{seen:#}");
    assert_eq!(seen["tests"][0]["printed"], "adding to 2", "as `check --json` has it: {seen:#}");
    assert!(seen["milliseconds"].is_u64(), "{seen:#}");

    fixture.answer_add("src/add");
    assert_eq!(events.verdict(ID)["verdict"], "PASSED");
    assert!(server.ended_by(Signal::SIGINT).success(), "leaving is no failure");
    let list = fixture.run(&["list"]).ended_with(0).stdout;
    assert!(list.contains("✓ basics/add"), "it is remembered as `check` does: {list}");
}

#[test]
fn every_way_of_saving_is_noticed() {
    let fixture = Fixture::new();
    let (_server, mut events) = serve(&fixture);
    let [right, wrong] = ["src/add", "wrong/add/forgets_one"]
        .map(|a| fixture.read(&format!("solutions/01-basics/{a}.rs")));
    // Written beside, then renamed.
    fixture.write("exercises/01-basics/src/.add.rs.swp", &right);
    fs::rename(fixture.path("exercises/01-basics/src/.add.rs.swp"), fixture.path(ADD))
        .expect("the folder is writable");
    assert_eq!(events.verdict(ID)["verdict"], "PASSED", "after a rename");
    // The old file is moved away, then a new one is written.
    fs::rename(fixture.path(ADD), fixture.path("exercises/01-basics/src/add.rs~"))
        .expect("the folder is writable");
    fixture.write(ADD, &wrong);
    assert_eq!(events.verdict(ID)["verdict"], "WRONG RESULT", "after a move and a new file");
    // Emptied, then filled.
    fixture.write(ADD, "");
    fixture.write(ADD, &right);
    assert_eq!(events.verdict(ID)["verdict"], "PASSED", "after emptying and filling");
}

#[test]
fn a_file_written_in_two_steps_gets_the_verdict_of_the_whole() {
    let fixture = Fixture::new();
    let (_server, mut events) = serve(&fixture);
    let whole = fixture.read("solutions/01-basics/src/add.rs");
    let (first, _) = whole.split_at(whole.find("{").expect("it has a function"));
    fixture.write(ADD, first);
    // Not before the half has been noticed.
    while events.until("exercise")["state"] != "running" {}
    fixture.write(ADD, &whole);
    // The half does not compile. Its verdict may be shown if it was quick, but is never the last.
    let mut seen = events.verdict(ID);
    if seen["verdict"] == "DOES NOT COMPILE" {
        seen = events.verdict(ID);
    }
    assert_eq!(seen["verdict"], "PASSED", "{seen:#}");
}

#[test]
#[cfg(target_os = "linux")]
fn a_newer_save_calls_off_the_running_tests_and_a_late_page_sees_them_running() {
    let fixture = Fixture::new();
    let (server, mut events) = serve_with(&fixture, WITHOUT_END);
    fixture.answer_add("wrong/add/does_not_end");
    wait_for_tests(&fixture);
    let late = server.events().until("snapshot");
    assert_eq!(late["exercises"][0]["state"], "running", "{late:#}");
    fixture.answer_add("src/add");
    let seen = events.verdict(ID);
    assert_eq!(seen["verdict"], "PASSED", "no verdict on the older answer is shown: {seen:#}");
    assert!(fixture.processes().is_empty(), "still running: {:?}", fixture.processes());
}

#[test]
#[cfg(target_os = "linux")]
fn another_exercise_that_is_saved_comes_first_and_then_the_earlier_one_goes_on() {
    let fixture = Fixture::new();
    let (_server, mut events) = serve_with(&fixture, WITHOUT_END);
    fixture.answer_add("wrong/add/does_not_end");
    wait_for_tests(&fixture);
    fixture.solve_shout();
    assert_eq!(events.verdict("basics/shout")["verdict"], "PASSED");
    wait_for_tests(&fixture);
    fixture.answer_add("src/add");
    assert_eq!(events.verdict(ID)["verdict"], "PASSED");
}

#[test]
#[cfg(target_os = "linux")]
fn ctrl_c_and_sigterm_leave_nothing_behind_while_pages_are_open() {
    for signal in [Signal::SIGINT, Signal::SIGTERM] {
        let fixture = Fixture::new();
        let (server, _events) = serve_with(&fixture, WITHOUT_END);
        let _more: Vec<Events> = (0..3).map(|_| server.events()).collect();
        fixture.answer_add("wrong/add/does_not_end");
        wait_for_tests(&fixture);
        assert!(server.ended_by(signal).success(), "leaving is no failure");
        assert!(fixture.strays().is_empty(), "after {signal}: {:?}", fixture.strays());
        let left = fs::read_dir(fixture.path("target/workbook")).expect("it was made").flatten();
        let left: Vec<_> = left.map(|entry| entry.file_name()).collect();
        assert_eq!(left, ["site"], "scratch folders in target/workbook");
    }
}

#[test]
fn many_open_pages_are_served_and_one_that_does_not_read_holds_up_nobody() {
    let fixture = Fixture::new();
    let (server, mut events) = serve(&fixture);
    let host = &server.address;
    let request = format!("GET /_workbook/events HTTP/1.1\r\nHost: {host}\r\n\r\n");
    let _silent: Vec<_> = (0..4).map(|_| server.begin(&request)).collect();
    let mut pages: Vec<Events> = (0..12).map(|_| server.events()).collect();
    for _ in 0..12 {
        assert_eq!(server.get("/01-basics.html").status, 200);
    }
    fixture.answer_add("src/add");
    assert_eq!(events.verdict(ID)["verdict"], "PASSED");
    for page in &mut pages {
        assert_eq!(page.verdict(ID)["verdict"], "PASSED");
    }
}

#[test]
fn pages_are_told_of_a_new_book_and_of_one_that_does_not_build() {
    let fixture = Fixture::new();
    let (_server, mut events) = serve(&fixture);
    let first = events.until("snapshot")["book"].as_u64().expect("a number");
    fixture.write("book/src/01-basics.md", "# Basics\n\n{{#nonsense}}\n");
    let failed = events.until("book-failed");
    let message = failed["message"].as_str().expect("a text");
    assert!(message.contains("nonsense"), "it says what is wrong: {message}");
    fixture.write("book/src/01-basics.md", "# Basics\n\nMended.\n");
    let second = events.until("book")["book"].as_u64().expect("a number");
    assert!(second > first, "the number goes up: {first}, {second}");
}

#[test]
fn what_another_command_finds_out_is_shown() {
    let fixture = Fixture::new();
    fixture.solve_shout();
    let (_server, mut events) = serve(&fixture);
    fixture.run(&["check", "shout"]).ended_with(0);
    let mut shown = events.until("exercise");
    while shown["id"] != "basics/shout" {
        shown = events.until("exercise");
    }
    assert_eq!(shown["status"], "passed", "{shown:#}");
}

#[test]
fn a_page_is_not_sent_a_flood_of_output() {
    let fixture = Fixture::new();
    let (_server, mut events) = serve(&fixture);
    fixture.answer_add("wrong/add/talks_without_end");
    let seen = events.verdict(ID);
    assert_eq!(seen["verdict"], "TOO MUCH OUTPUT", "{}", seen["message"]);
    let printed = seen["tests"][0]["printed"].as_str().expect("a text");
    assert!(printed.len() < 100_000 && printed.ends_with("\n…"), "{} bytes", printed.len());
}

#[test]
fn each_verdict_is_a_line_on_the_terminal() {
    let fixture = Fixture::new();
    let (mut server, _events) = serve(&fixture);
    fixture.answer_add("wrong/add/forgets_one");
    let line = server.until("basics/add");
    assert!(line.contains("WRONG RESULT  2 and 3 gave 2"), "{line}");
}
