//! The learner's file in the page's editor.

use serde_json::{Value, json};

use super::server::{Answer, Server};
use super::support::{ADD, Fixture};

const TARGET: &str = "/_workbook/exercise/basics/add";

/// A page with the token.
struct Page {
    server: Server,
    token: String,
}

impl Page {
    fn open(fixture: &Fixture) -> Page {
        let mut server = Server::start(fixture.serve(0));
        server.until("Built");
        let token = server.token();
        Page { server, token }
    }

    fn read(&self) -> Value {
        let answer = self.server.ask("GET", TARGET, &[&self.token], "");
        assert_eq!(answer.status, 200, "{}", answer.body);
        answer.json()
    }

    fn write(&self, body: &str) -> Answer {
        let headers = [&self.token[..], "Content-Type: application/json; charset=utf-8"];
        self.server.ask("PUT", TARGET, &headers, body)
    }

    fn save(&self, text: &str, base: &Value) -> Answer {
        self.write(&json!({ "text": text, "base": base }).to_string())
    }
}

#[test]
fn the_file_is_read_with_its_version_written_and_judged() {
    let fixture = Fixture::new();
    let page = Page::open(&fixture);
    let mut events = page.server.events();
    let file = page.read();
    assert_eq!(file["id"], "basics/add");
    assert_eq!(file["file"], ADD);
    assert_eq!(file["text"], fixture.read(ADD));
    let right = fixture.read("solutions/01-basics/src/add.rs");
    let saved = page.save(&right, &file["version"]);
    assert_eq!(saved.status, 200, "{}", saved.body);
    assert_eq!(fixture.read(ADD), right);
    assert_eq!(page.read()["version"], saved.json()["version"]);
    assert_eq!(events.verdict("basics/add")["verdict"], "PASSED");
    let again = page.save(&right.replace("a + b", "b + a"), &saved.json()["version"]);
    assert_eq!(
        again.status, 200,
        "the version that a save returned can be built on: {}",
        again.body
    );
}

#[test]
fn a_text_that_gives_way_can_be_kept_beside() {
    let fixture = Fixture::new();
    let page = Page::open(&fixture);
    let theirs = fixture.read(ADD);
    let version = page.read()["version"].clone();
    let body = json!({ "text": "// mine\n", "base": version, "keep": true });
    let saved = page.write(&body.to_string());
    assert_eq!(saved.status, 200, "{}", saved.body);
    let kept = saved.json()["kept"].as_str().expect("a file is named").to_owned();
    assert_eq!(fixture.read(&kept), theirs, "what {kept} holds");
    assert_eq!(fixture.read(ADD), "// mine\n");
}

#[test]
fn a_file_that_was_changed_elsewhere_is_left_alone_and_shown() {
    let fixture = Fixture::new();
    let page = Page::open(&fixture);
    let version = page.read()["version"].clone();
    let theirs = "// written in another editor\n";
    fixture.write(ADD, theirs);
    let conflict = page.save("// written in the page\n", &version);
    assert_eq!(conflict.status, 409, "{}", conflict.body);
    assert_eq!(conflict.json()["text"], theirs);
    assert_eq!(fixture.read(ADD), theirs);
    let knowing = page.save("// both\n", &conflict.json()["version"]);
    assert_eq!(knowing.status, 200, "whoever has seen it may write: {}", knowing.body);
    assert_eq!(fixture.read(ADD), "// both\n");
    let folder = fixture.path(ADD).parent().expect("it has one").to_owned();
    assert_eq!(std::fs::read_dir(folder).expect("it is there").count(), 4, "files left beside it");
}

#[test]
fn a_reader_who_prefers_the_pages_text_loses_neither() {
    let fixture = Fixture::new();
    let page = Page::open(&fixture);
    let theirs = "// written in another editor\n";
    fixture.write(ADD, theirs);
    let base = page.read()["version"].clone();
    let kept = "exercises/01-basics/src/add.rs.kept-1";
    let stale = json!({ "text": "// mine\n", "base": "0", "keep": true }).to_string();
    assert_eq!(page.write(&stale).status, 409, "no text is replaced that the page has not seen");
    assert!(!fixture.path(kept).exists(), "nothing was replaced, so nothing is kept");
    let saved = page.write(&json!({ "text": "// mine\n", "base": base, "keep": true }).to_string());
    assert_eq!(saved.status, 200, "{}", saved.body);
    assert_eq!(saved.json()["kept"], kept);
    assert_eq!((&*fixture.read(ADD), &*fixture.read(kept)), ("// mine\n", theirs));
}

#[test]
fn of_two_pages_that_save_at_once_one_is_told() {
    let fixture = Fixture::new();
    let page = Page::open(&fixture);
    let version = page.read()["version"].clone();
    let saves: Vec<(String, u16)> = std::thread::scope(|scope| {
        let texts = ["// one\n", "// two\n", "// three\n", "// four\n"];
        let (page, version) = (&page, &version);
        let saves =
            texts.map(|text| scope.spawn(move || (text.into(), page.save(text, version).status)));
        saves.into_iter().map(|save| save.join().expect("it is answered")).collect()
    });
    let kept: Vec<_> = saves.iter().filter(|(_, status)| *status == 200).collect();
    assert!(matches!(kept[..], [(text, _)] if fixture.read(ADD) == *text), "{saves:?}");
    assert!(saves.iter().all(|(_, status)| matches!(status, 200 | 409)), "{saves:?}");
}

#[test]
fn a_lost_file_is_told_with_the_way_back() {
    let fixture = Fixture::new();
    let page = Page::open(&fixture);
    let version = page.read()["version"].clone();
    std::fs::remove_file(fixture.path(ADD)).expect("it is there");
    for answer in [page.server.ask("GET", TARGET, &[&page.token], ""), page.save("x", &version)] {
        assert_eq!(answer.status, 404);
        assert!(answer.body.contains("cargo workbook reset basics/add"), "{}", answer.body);
    }
    assert!(!fixture.path(ADD).exists(), "nothing was written");
}

#[test]
fn a_body_that_is_no_save_changes_nothing() {
    let fixture = Fixture::new();
    let page = Page::open(&fixture);
    let shipped = fixture.read(ADD);
    for body in [
        "{",
        "[]",
        "{}",
        r#"{"text":"x"}"#,
        r#"{"text":1,"base":"x"}"#,
        r#"{"text":"x","base":"y","z":1}"#,
    ] {
        assert_eq!(page.write(body).status, 400, "PUT {body}");
    }
    let token = &page.token;
    let host = &page.server.address;
    let head = format!(
        "PUT {TARGET} HTTP/1.1\r\nHost: {host}\r\n{token}\r\nContent-Type: application/json\r\n"
    );
    assert_eq!(page.server.send(&format!("{head}\r\n")).status, 411, "a body without a length");
    let large = format!("{head}Content-Length: 3000000\r\n\r\n{}", " ".repeat(3_000_000));
    assert_eq!(page.server.send(&large).status, 413, "a body that is too large");
    let chunked = format!("{head}Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
    assert_eq!(page.server.send(&chunked).status, 411, "a body in chunks");
    assert_eq!(fixture.read(ADD), shipped);
}

#[test]
fn a_body_that_comes_slowly_holds_up_nobody_and_is_not_written_in_part() {
    let fixture = Fixture::new();
    let page = Page::open(&fixture);
    let shipped = fixture.read(ADD);
    let (host, token) = (&page.server.address, &page.token);
    let slow = page.server.begin(&format!(
        "PUT {TARGET} HTTP/1.1\r\nHost: {host}\r\n{token}\r\nContent-Type: application/json\r\n\
         Content-Length: 100\r\n\r\n{{\"text\":"
    ));
    let saved = page.save("// quick\n", &page.read()["version"]);
    assert_eq!(saved.status, 200, "another save: {}", saved.body);
    assert_ne!(fixture.read(ADD), shipped);
    slow.shutdown(std::net::Shutdown::Write).expect("it is open");
    assert_eq!(Answer::of(slow).status, 408, "the body ended early");
    assert_eq!(fixture.read(ADD), "// quick\n");
}
