//! `cargo run`: the book over HTTP.

use std::fs;
use std::net::TcpListener;

use nix::sys::signal::Signal;

use super::server::Server;
use super::support::Fixture;

/// Serves the fixture's book on a free port, and waits until it is built.
fn built(fixture: &Fixture) -> Server {
    let mut server = Server::start(fixture.serve(0));
    server.until("Built");
    server
}

#[test]
fn the_book_is_served_with_its_types() {
    let fixture = Fixture::new();
    let server = built(&fixture);
    let page = server.get("/01-basics.html?search=x#here");
    assert_eq!(page.status, 200, "{}", page.body);
    assert!(page.head.contains("Content-Type: text/html; charset=utf-8\r\n"), "{}", page.head);
    assert!(page.body.contains("Two functions."), "{}", page.body);
    assert_eq!(server.get("/").status, 200);
    let site = fixture.path("target/workbook/site");
    let files = fs::read_dir(site).expect("it was built").flatten().map(|entry| entry.file_name());
    let script =
        files.map(|name| name.to_string_lossy().into_owned()).find(|name| name.ends_with(".js"));
    let script = server.get(&format!("/{}", script.expect("mdBook has scripts")));
    let kind = "Content-Type: text/javascript; charset=utf-8\r\n";
    assert!(script.head.contains(kind), "{}", script.head);
    let head = server.ask("HEAD", "/", &[], "");
    assert!(head.status == 200 && head.body.is_empty(), "HEAD has no body: {}", head.body);
}

#[test]
fn what_is_not_there_gets_the_books_page_for_that() {
    let fixture = Fixture::new();
    let server = built(&fixture);
    let page = server.get("/nothing.html");
    assert_eq!(page.status, 404);
    assert!(page.body.contains("<html"), "a page, not a line of text: {}", page.body);
    let folder = server.get("/css");
    assert_eq!(folder.status, 301);
    assert!(folder.head.contains("Location: /css/\r\n"), "{}", folder.head);
}

#[test]
fn nothing_outside_the_book_is_served_and_nobody_else_is_answered() {
    let fixture = Fixture::new();
    let server = built(&fixture);
    for target in
        ["/../../../exercises/01-basics/exercises.toml", "/%2e%2e/%2e%2e/README.md", "//etc/passwd"]
    {
        assert_eq!(server.get(target).status, 400, "GET {target}");
    }
    let foreign = server.send("GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n");
    assert_eq!(foreign.status, 403, "another Host: {}", foreign.body);
    let foreign = server.ask("GET", "/", &["Origin: http://evil.example"], "");
    assert_eq!(foreign.status, 403, "another Origin: {}", foreign.body);
    assert_eq!(server.ask("POST", "/", &[], "").status, 405);
    assert_eq!(server.send("what is this\r\n\r\n").status, 400);
    assert_eq!(server.get("/").status, 200, "after all that it still answers");
}

#[test]
fn a_port_in_use_moves_to_the_next_and_says_so() {
    let fixture = Fixture::new();
    let taken = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let port = taken.local_addr().expect("it has one").port();
    let server = Server::start(fixture.serve(port));
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
    let mut server = built(&fixture);
    fixture.write("book/src/01-basics.md", "# Basics\n\nThree functions.\n");
    server.until("Built");
    let page = server.get("/01-basics.html");
    assert!(page.body.contains("Three functions."), "{}", page.body);
    let status = server.ended_by(Signal::SIGINT);
    assert!(status.success(), "leaving is no failure: {status}");
}

#[test]
fn a_book_that_does_not_build_is_told_on_the_page_and_mended_by_the_next_save() {
    let fixture = Fixture::new();
    let toml = fixture.read("book/book.toml");
    fixture.write("book/book.toml", "this is no toml <tag>");
    let mut server = Server::start(fixture.serve(0));
    server.until("The book does not build");
    let page = server.get("/");
    assert_eq!(page.status, 503, "{}", page.body);
    let told = page.body.contains("The book does not build") && !page.body.contains("<tag>");
    assert!(told, "{}", page.body);
    fixture.write("book/book.toml", &toml);
    server.until("Built");
    assert_eq!(server.get("/").status, 200);
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
