//! A folder of pictures, a service, and what must be in the records.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use loopback::{Answer, Point, Server};
use pictures_solution::record::Record;
use serde_json::Value;
use tempfile::TempDir;

/// Names that the service has trouble with, or that are hard to write down.
const NAMES: [&[u8]; 8] = [
    b"fine.png",
    b"sub folder/also fine.JPG",
    b"refused.gif",
    b"once 500.png",
    b"once half.webp",
    b"tab\there\nand there.png",
    b"byte \xff.png",
    b"once nothing.bmp",
];

/// A folder of pictures, and a place for what comes of them.
#[derive(Debug)]
pub(crate) struct Album {
    folder: TempDir,
}

impl Album {
    pub(crate) fn new() -> Album {
        let folder = tempfile::tempdir().expect("a folder");
        let pictures = folder.path().join("pictures");
        fs::create_dir_all(pictures.join("sub folder")).expect("a folder");
        for name in NAMES {
            fs::write(pictures.join(OsStr::from_bytes(name)), name).expect("a file");
        }
        fs::write(pictures.join("no picture.txt"), "no picture").expect("a file");
        symlink("nowhere", pictures.join("gone.png")).expect("a link");
        symlink(".", pictures.join("round and round")).expect("a link");
        Album { folder }
    }

    pub(crate) fn pictures(&self) -> PathBuf {
        self.folder.path().join("pictures").canonicalize().expect("it is there")
    }

    pub(crate) fn out(&self) -> PathBuf {
        self.folder.path().join("out")
    }

    /// The records in the files of results, or in that of errors.
    pub(crate) fn records(&self, of: impl Fn(&Path) -> bool) -> Vec<Record> {
        let mut records = Vec::new();
        for entry in fs::read_dir(self.out()).into_iter().flatten().flatten() {
            if of(&entry.path()) {
                let bytes = fs::read(entry.path()).expect("it is there");
                for line in bytes.split_inclusive(|byte| *byte == b'\n') {
                    let record = Record::from_line(line);
                    records.push(
                        record.unwrap_or_else(|| {
                            panic!("{:?}: {}", entry.path(), line.escape_ascii())
                        }),
                    );
                }
            }
        }
        records
    }

    /// The paths in the files of results, and those in the file of errors.
    pub(crate) fn settled(&self) -> [Vec<PathBuf>; 2] {
        let is_results = |path: &Path| path.extension().is_some_and(|end| end == "results");
        let is_errors = |path: &Path| path.file_name().is_some_and(|name| name == "errors");
        let paths = |records: Vec<Record>| {
            let mut paths: Vec<PathBuf> = records.into_iter().map(|record| record.path).collect();
            paths.sort();
            paths
        };
        [paths(self.records(is_results)), paths(self.records(is_errors))]
    }

    /// Fails unless each picture has one record, where it should be, and no file holds anything else.
    pub(crate) fn assert_settled(&self, moment: &str) {
        let path = |name: &[u8]| self.pictures().join(OsStr::from_bytes(name));
        let (bad, good): (Vec<_>, Vec<_>) =
            NAMES.iter().map(|name| path(name)).partition(|path| path.ends_with("refused.gif"));
        let sorted = |mut paths: Vec<PathBuf>| {
            paths.sort();
            paths
        };
        let expected = [sorted(good), sorted([bad, vec![path(b"gone.png")]].concat())];
        assert_eq!(self.settled(), expected, "{moment}: results, and then errors");
    }
}

/// The service, and the program that talks to it.
#[derive(Debug)]
pub(crate) struct Lab {
    pub(crate) server: Server,
}

impl Lab {
    /// A service that has trouble with some pictures once, and will not have others. It answers a key as it did before.
    pub(crate) fn start() -> Lab {
        let mut seen: HashMap<String, usize> = HashMap::new();
        let server = Server::start_with(move |request| {
            let name = request.text();
            let key = request.header("idempotency-key").unwrap_or_default().to_owned();
            let count = seen.entry(key).or_insert(0);
            *count += 1;
            // The second post with a key is answered well, whoever sends it.
            match *count % 2 == 1 {
                _ if name.contains("refused.gif") => Answer::status(404).body("no"),
                true if name.contains("once 500") => Answer::status(500).body("a bad moment"),
                true if name.contains("once half") => Answer::ok("a picture").cut(Point::Body(3)),
                true if name.contains("once nothing") => Answer::none(),
                _ => Answer::ok("a picture"),
            }
        });
        Lab { server: server.expect("a port") }
    }

    /// The program, told to settle an album.
    pub(crate) fn command(&self, album: &Album) -> Command {
        let mut command = Command::new(program());
        command.arg(album.pictures()).args(["--service", &self.server.url("/pictures")]);
        command.arg("--out").arg(album.out()).stdin(Stdio::null());
        command.stdout(Stdio::null()).stderr(Stdio::null());
        command
    }

    /// Fails unless each picture was posted with one key, which no other picture has, and with the cookies.
    pub(crate) fn assert_keys(&self) {
        let mut keys: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for post in self.server.requests() {
            let body: Value = serde_json::from_slice(&post.body).expect("a post is JSON");
            let name = body["name"].as_str().expect("it has a name").to_owned();
            let key = post.header("idempotency-key").expect("it has a key").to_owned();
            assert_eq!(post.cookie("session"), Some("1"), "the cookies of {name}");
            keys.entry(name).or_default().insert(key);
        }
        let several: Vec<_> = keys.iter().filter(|(_, keys)| keys.len() != 1).collect();
        assert!(several.is_empty(), "pictures that were posted with several keys: {several:?}");
        let different: BTreeSet<_> = keys.values().flatten().collect();
        assert_eq!(different.len(), keys.len(), "each picture has a key of its own");
    }
}

/// The program, as cargo has built it beside this test.
pub(crate) fn program() -> PathBuf {
    let test = std::env::current_exe().expect("this test has a path");
    let program =
        test.ancestors().nth(2).expect("target/debug/deps/this-test").join("examples/pictures");
    assert!(
        program.is_file(),
        "{program:?} is missing: `cargo build -p pictures-solution --examples` makes it"
    );
    program
}
