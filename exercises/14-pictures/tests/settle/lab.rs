//! A service, what was posted to it, and what must have been recorded.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use forktest::Scene;
use interleave::require;
use loopback::{Answer, Request, Server};
use pictures::record::{Record, Records};
use pictures::service::Service;
use pictures::settle::{Settled, settle};
use serde_json::Value;

use super::books::List;

/// Longer than a server that is alive takes to answer, however busy the machine is.
const PATIENT: Duration = Duration::from_secs(300);

/// A service that answers as it was told, and remembers what was posted.
#[derive(Debug)]
pub(crate) struct Lab {
    pub(crate) server: Server,
    pub(crate) service: Service,
}

impl Lab {
    /// A service that answers with these, one after the other, and with the last one again and again.
    pub(crate) fn new(answers: &[Answer]) -> Lab {
        Lab::with_limit(answers, PATIENT)
    }

    pub(crate) fn with_limit(answers: &[Answer], limit: Duration) -> Lab {
        let server = Server::fork().expect("a port and a process");
        server.answers("/pictures", answers.to_vec());
        let service = Service::new(&server.url("/pictures"), "session=7", limit);
        Lab { server, service }
    }

    /// What was posted so far.
    pub(crate) fn posts(&self) -> Vec<Post> {
        let read = |request: Request| {
            let body = serde_json::from_slice(&request.body);
            let body =
                body.unwrap_or_else(|error| panic!("the body of a post is no JSON: {error}"));
            Post { key: request.header("idempotency-key").unwrap_or_default().to_owned(), body }
        };
        self.server.requests().into_iter().map(read).collect()
    }

    /// Looks how often was posted.
    pub(crate) fn posted(&self, times: usize, moment: &str) {
        let posts = self.posts().len();
        require!(
            posts == times,
            WrongResult,
            "{moment}. There should be {times} posts, and there were {posts}"
        );
    }

    /// Looks whether everything so far was posted with one key.
    pub(crate) fn one_key(&self, moment: &str) {
        let mut keys: Vec<String> = self.posts().into_iter().map(|post| post.key).collect();
        keys.dedup();
        require!(
            keys.len() < 2,
            DoneTwice,
            "{moment}. One picture was posted with several keys, so the service does it several times: {keys:?}"
        );
        require!(keys != [""], WrongResult, "{moment}. The post has no key");
    }

    /// Calls `settle` with empty books, and looks at what is in them then. `text` is that of a result.
    pub(crate) fn settles(&self, path: &Path, expected: Settled, text: Option<&str>, moment: &str) {
        let (mut results, mut errors) = (List::default(), List::default());
        let told = settle(path, &self.service, &mut results, &mut errors);
        let Ok(told) = told else {
            require!(
                false,
                MessageLost,
                "{moment}. The books are fine, and `settle` has recorded nothing and says: {told:?}"
            );
            return;
        };
        one_record(path, told, expected, text, [&mut results, &mut errors], moment);
    }
}

/// A post that the service got.
#[derive(Clone, Debug)]
pub(crate) struct Post {
    key: String,
    body: Value,
}

impl Post {
    pub(crate) fn key(&self) -> &str {
        &self.key
    }

    pub(crate) fn name(&self) -> &str {
        self.body["name"].as_str().unwrap_or("no text")
    }

    pub(crate) fn picture(&self) -> &str {
        self.body["picture"].as_str().unwrap_or("no text")
    }
}

/// Looks whether the path has one record, where it should be, and whether `settle` has said so.
pub(crate) fn one_record(
    path: &Path,
    told: Settled,
    expected: Settled,
    text: Option<&str>,
    [results, errors]: [&mut impl Records; 2],
    moment: &str,
) {
    let results = results.records().expect("the book is fine");
    let errors = errors.records().expect("the book is fine");
    let all: Vec<&Record> = results.iter().chain(&errors).collect();
    require!(!all.is_empty(), MessageLost, "{moment}. There is no record of {path:?}");
    require!(
        all.len() == 1,
        DoneTwice,
        "{moment}. There are {} records of {path:?}: {all:?}",
        all.len()
    );
    let there = if errors.is_empty() { Settled::Result } else { Settled::Error };
    require!(
        there == expected,
        WrongResult,
        "{moment}. The record should be a {expected:?}, and is a {there:?}: {all:?}"
    );
    require!(
        told == there,
        WrongResult,
        "{moment}. The record is a {there:?}, and `settle` says {told:?}"
    );
    require!(
        all[0].path == path,
        MessageLost,
        "{moment}. The record is not that of {path:?}: {all:?}"
    );
    let fits = text.is_none_or(|text| all[0].text == text);
    require!(
        fits,
        WrongResult,
        "{moment}. The record should have the text of the answer, {text:?}: {all:?}"
    );
    let reason = there == Settled::Result || !all[0].text.is_empty();
    require!(reason, WrongResult, "{moment}. The error has no reason: {all:?}");
}

/// A picture on the disk.
pub(crate) fn picture(scene: &Scene, name: impl AsRef<OsStr>, bytes: &[u8]) -> PathBuf {
    let path = scene.path("").join(name.as_ref());
    fs::write(&path, bytes).expect("the folder is writable");
    path
}

/// Names that are hard to put into a header, and easily mistaken for one another.
pub(crate) fn odd_names() -> Vec<OsString> {
    let names: [&[u8]; 8] = [
        b"a.png",
        b"A.png",
        b"a\tb.png",
        b"a\nb.png",
        b"a b.png",
        b"\xc3\xa9.png",
        b"\xfe.png",
        b"\xff.png",
    ];
    names.into_iter().map(|name| OsStr::from_bytes(name).to_owned()).collect()
}
