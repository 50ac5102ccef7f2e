//! Nobody but the reader's own pages may read, write, judge or run anything.

use super::server::{Answer, Server};
use super::support::{ADD, Fixture};

/// Everything that takes the token.
const GUARDED: [(&str, &str); 4] = [
    ("GET", "/_workbook/exercise/basics/add"),
    ("PUT", "/_workbook/exercise/basics/add"),
    ("POST", "/_workbook/check/basics/add"),
    ("POST", "/_workbook/run/greeting"),
];

const JSON: &str = "Content-Type: application/json";
const SAVE: &str = r#"{"text":"// evil\n","base":"any"}"#;

fn serve(fixture: &Fixture) -> Server {
    let mut server = Server::start(fixture.serve(0));
    server.until("Built");
    server
}

/// Sends it with a body where there may be one.
fn send(server: &Server, (method, target): (&str, &str), headers: &[&str]) -> Answer {
    let put = method == "PUT";
    let headers = [headers, if put { &[JSON] } else { &[] }].concat();
    server.ask(method, target, &headers, if put { SAVE } else { "" })
}

#[test]
fn without_this_runs_token_nothing_is_done() {
    let fixture = Fixture::new();
    let shipped = fixture.read(ADD);
    let earlier = serve(&fixture).token();
    let server = serve(&fixture);
    let token = server.token();
    assert_ne!(token, earlier, "each run has its own");
    let zeros = format!("X-Workbook-Token: {}", "0".repeat(32));
    let cut = &token[..token.len() - 1];
    for request in GUARDED {
        for headers in [&[][..], &[&earlier[..]], &[&zeros], &[cut], &[&token, &token]] {
            let answer = send(&server, request, headers);
            assert_eq!(answer.status, 403, "{request:?} with {headers:?}: {}", answer.body);
        }
    }
    assert_eq!(fixture.read(ADD), shipped);
    assert_eq!(send(&server, GUARDED[0], &[&token]).status, 200, "with it, it is");
}

#[test]
fn another_site_is_refused_even_with_the_token() {
    let fixture = Fixture::new();
    let server = serve(&fixture);
    let token = server.token();
    let own = format!("Origin: http://{}", server.address);
    let other_port = own.clone() + "1";
    let others = [
        "Origin: http://evil.example",
        "Origin: null",
        &other_port,
        "Sec-Fetch-Site: cross-site",
        "Sec-Fetch-Site: same-site",
    ];
    for request in GUARDED.into_iter().chain([("GET", "/_workbook/events")]) {
        for header in others {
            let answer = send(&server, request, &[&token, header]);
            assert_eq!(answer.status, 403, "{request:?} with {header}: {}", answer.body);
        }
    }
    let own = [&token[..], &own, "Sec-Fetch-Site: same-origin"];
    assert_eq!(send(&server, GUARDED[0], &own).status, 200, "our own page");
}

#[test]
fn a_name_that_was_made_to_point_here_is_refused() {
    let fixture = Fixture::new();
    let server = serve(&fixture);
    let token = server.token();
    for (method, target) in GUARDED.into_iter().chain([("GET", "/_workbook/events"), ("GET", "/")])
    {
        let rebound = format!(
            "{method} {target} HTTP/1.1\r\nHost: evil.example:8000\r\nOrigin: http://evil.example:8000\r\n{token}\r\n\r\n"
        );
        assert_eq!(server.send(&rebound).status, 403, "{method} {target}");
    }
}

#[test]
fn a_form_cannot_do_anything() {
    let fixture = Fixture::new();
    let shipped = fixture.read(ADD);
    let server = serve(&fixture);
    let token = server.token();
    for kind in
        ["application/x-www-form-urlencoded", "text/plain", "multipart/form-data; boundary=x"]
    {
        let kind = format!("Content-Type: {kind}");
        for (_, target) in GUARDED {
            let answer = server.ask("POST", target, &[&kind], SAVE);
            assert!(matches!(answer.status, 403 | 405), "{target}, {kind}: {}", answer.status);
        }
        let answer = server.ask("PUT", GUARDED[1].1, &[&kind, &token], SAVE);
        assert_eq!(answer.status, 415, "even with the token: {kind}: {}", answer.body);
    }
    assert_eq!(fixture.read(ADD), shipped);
}

#[test]
fn only_known_exercises_and_listings_have_an_address() {
    let fixture = Fixture::new();
    let server = serve(&fixture);
    let token = server.token();
    let names = [
        "",
        "basics",
        "add",
        "basics/help",
        "basics/lib",
        "basics/add/",
        "basics/add.rs",
        "basics//add",
        "basics%2fadd",
        "01-basics/add",
        "basics/../basics/add",
        "../../../etc/passwd",
        "%2e%2e/%2e%2e/book/book.toml",
        "nothing",
        "--help",
        "greeting.rs",
        "greeting%00",
    ];
    for name in names {
        for (method, what) in
            [("GET", "exercise"), ("PUT", "exercise"), ("POST", "check"), ("POST", "run")]
        {
            let target = format!("/_workbook/{what}/{name}");
            let answer = send(&server, (method, &target), &[&token]);
            assert_eq!(answer.status, 404, "{method} {target}: {}", answer.body);
        }
    }
    for target in ["/_workbook/", "/_workbook/eventsx", "/_workbook/events/x", "/_workbook"] {
        assert_eq!(server.get(target).status, 404, "GET {target}");
    }
}

#[test]
fn each_address_takes_its_own_methods_only() {
    let fixture = Fixture::new();
    let server = serve(&fixture);
    let token = server.token();
    for (method, target) in [
        ("POST", "/_workbook/events"),
        ("POST", "/_workbook/exercise/basics/add"),
        ("DELETE", "/_workbook/exercise/basics/add"),
        ("GET", "/_workbook/check/basics/add"),
        ("GET", "/_workbook/run/greeting"),
        ("OPTIONS", "/_workbook/run/greeting"),
        ("PUT", "/01-basics.html"),
    ] {
        assert_eq!(server.ask(method, target, &[&token], "").status, 405, "{method} {target}");
    }
}

#[test]
fn every_page_has_the_token_and_nothing_else_has() {
    let fixture = Fixture::new();
    let server = serve(&fixture);
    let token = server.token();
    let secret = token.split(' ').nth(1).expect("a value");
    for page in ["/", "/01-basics.html", "/nothing.html"] {
        let answer = server.get(page);
        assert_eq!(answer.body.matches(secret).count(), 1, "GET {page}");
        assert!(answer.head.contains("X-Frame-Options: SAMEORIGIN\r\n"), "{}", answer.head);
    }
    let site = std::fs::read_dir(fixture.path("target/workbook/site")).expect("it was built");
    for entry in site.flatten().filter(|entry| entry.path().is_file()) {
        let text = std::fs::read(entry.path()).expect("it can be read");
        assert!(
            !String::from_utf8_lossy(&text).contains(secret),
            "{:?} is on the disk",
            entry.path()
        );
    }
}
