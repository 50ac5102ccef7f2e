//! `cargo run`: the book over HTTP.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, ChildStdout, Stdio};

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;

use super::support::Fixture;

/// A running server; killed at the end if it is still there.
struct Server {
    child: Child,
    lines: BufReader<ChildStdout>,
    /// What has been printed so far.
    printed: String,
    address: String,
}

impl Server {
    fn start(fixture: &Fixture, port: u16) -> Server {
        let mut command = fixture.command(&["--no-open", "--port", &port.to_string()]);
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
    fn until(&mut self, words: &str) -> String {
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

    /// Sends a head and returns all that comes back.
    fn send(&self, head: &str) -> String {
        let mut connection = TcpStream::connect(&self.address).expect("it listens");
        connection.write_all(head.as_bytes()).expect("it reads");
        let mut answer = Vec::new();
        connection.read_to_end(&mut answer).expect("it answers");
        String::from_utf8_lossy(&answer).into_owned()
    }

    /// Asks for a page as a browser does.
    fn get(&self, target: &str) -> String {
        self.send(&format!("GET {target} HTTP/1.1\r\nHost: {}\r\n\r\n", self.address))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn status(answer: &str) -> &str {
    answer.split(' ').nth(1).unwrap_or(answer)
}

#[test]
fn the_book_is_served_with_its_types() {
    let fixture = Fixture::new();
    let mut server = Server::start(&fixture, 0);
    server.until("Built");
    let page = server.get("/01-basics.html?search=x#here");
    assert_eq!(status(&page), "200", "{page}");
    assert!(page.contains("Content-Type: text/html; charset=utf-8\r\n"), "{page}");
    assert!(page.contains("Two functions."), "{page}");
    assert_eq!(status(&server.get("/")), "200");
    let site = fixture.path("target/workbook/site");
    let files = fs::read_dir(site).expect("it was built").flatten().map(|entry| entry.file_name());
    let script =
        files.map(|name| name.to_string_lossy().into_owned()).find(|name| name.ends_with(".js"));
    let script = server.get(&format!("/{}", script.expect("mdBook has scripts")));
    assert!(
        script.contains("Content-Type: text/javascript; charset=utf-8\r\n"),
        "{}",
        &script[..200]
    );
    let head = server.send(&format!("HEAD / HTTP/1.1\r\nHost: {}\r\n\r\n", server.address));
    assert!(status(&head) == "200" && head.ends_with("\r\n\r\n"), "HEAD has no body: {head}");
}

#[test]
fn what_is_not_there_gets_the_books_page_for_that() {
    let fixture = Fixture::new();
    let mut server = Server::start(&fixture, 0);
    server.until("Built");
    let page = server.get("/nothing.html");
    assert_eq!(status(&page), "404");
    assert!(page.contains("<html"), "a page, not a line of text: {page}");
    let folder = server.get("/css");
    assert!(status(&folder) == "301" && folder.contains("Location: /css/\r\n"), "{folder}");
}

#[test]
fn nothing_outside_the_book_is_served_and_nobody_else_is_answered() {
    let fixture = Fixture::new();
    let mut server = Server::start(&fixture, 0);
    server.until("Built");
    for target in
        ["/../../../exercises/01-basics/exercises.toml", "/%2e%2e/%2e%2e/README.md", "//etc/passwd"]
    {
        let answer = server.get(target);
        assert_eq!(status(&answer), "400", "GET {target}: {answer}");
    }
    let foreign = server.send("GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n");
    assert_eq!(status(&foreign), "403", "{foreign}");
    let host = &server.address;
    let origin = server
        .send(&format!("GET / HTTP/1.1\r\nHost: {host}\r\nOrigin: http://evil.example\r\n\r\n"));
    assert_eq!(status(&origin), "403", "{origin}");
    assert_eq!(status(&server.send(&format!("POST / HTTP/1.1\r\nHost: {host}\r\n\r\n"))), "405");
    assert_eq!(status(&server.send("what is this\r\n\r\n")), "400");
    assert_eq!(status(&server.get("/")), "200", "after all that it still answers");
}

#[test]
fn a_port_in_use_moves_to_the_next_and_says_so() {
    let fixture = Fixture::new();
    let taken = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let port = taken.local_addr().expect("it has one").port();
    let server = Server::start(&fixture, port);
    assert!(
        server.printed.contains(&format!("Port {port} is in use; this takes ")),
        "printed: {}",
        server.printed
    );
    assert!(!server.address.ends_with(&format!(":{port}")), "{}", server.address);
}

#[test]
fn a_changed_page_is_built_again_and_ctrl_c_ends_the_server() {
    let fixture = Fixture::new();
    let mut server = Server::start(&fixture, 0);
    server.until("Built");
    fixture.write("book/src/01-basics.md", "# Basics\n\nThree functions.\n");
    server.until("Built");
    let page = server.get("/01-basics.html");
    assert!(page.contains("Three functions."), "{page}");
    kill(Pid::from_raw(server.child.id().cast_signed()), Signal::SIGINT).expect("it is running");
    server.until("Stopped.");
    let status = server.child.wait().expect("it ends");
    assert!(status.success(), "leaving is no failure: {status}");
}

#[test]
fn a_book_that_does_not_build_is_told_on_the_page_and_mended_by_the_next_save() {
    let fixture = Fixture::new();
    let toml = fixture.read("book/book.toml");
    fixture.write("book/book.toml", "this is no toml <tag>");
    let mut server = Server::start(&fixture, 0);
    server.until("The book does not build");
    let page = server.get("/");
    assert_eq!(status(&page), "503", "{page}");
    assert!(page.contains("The book does not build") && !page.contains("<tag>"), "{page}");
    fixture.write("book/book.toml", &toml);
    server.until("Built");
    assert_eq!(status(&server.get("/")), "200");
}

#[test]
fn the_static_site_is_built_with_sound_links_and_never_over_other_files() {
    let fixture = Fixture::new();
    let run = fixture.run(&["build", "--dest", "out"]).ended_with(0);
    assert!(run.stdout.contains("Every link leads somewhere."), "{}", run.stdout);
    fixture.run(&["build", "--dest", "out"]).ended_with(0);
    let run = fixture.run(&["build", "--dest", "exercises"]).ended_with(1);
    assert!(run.stderr.contains("exercises"), "{}", run.stderr);
    assert!(fixture.path("exercises/01-basics/exercises.toml").exists());
    assert_eq!(fixture.run(&["build"]).code, Some(2), "a destination is needed");
}
