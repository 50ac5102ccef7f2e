//! Programs that must not compile: the compiler refuses them at the lines that say so, with the errors they name.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::files::{compare, files, name, package, wanted};

/// Stands at the end of a line that the compiler refuses, followed by the code of the error.
const MARKER: &str = "//~ ";
/// Stands for the code of an error that has none, such as that a future is not `Send`.
const NO_CODE: &str = "error";

/// The program without its markers, and what they say: line and code.
fn read(source: &Path) -> (String, BTreeSet<(u64, String)>) {
    let text = fs::read_to_string(source).unwrap_or_else(|e| panic!("{}: {e}", source.display()));
    let (mut program, mut marked) = (String::new(), BTreeSet::new());
    for (number, line) in (1..).zip(text.lines()) {
        let (code, marker) = line.split_once(MARKER).unwrap_or((line, ""));
        if !marker.is_empty() {
            marked.insert((number, marker.trim().to_owned()));
        }
        program.push_str(code.trim_end());
        program.push('\n');
    }
    (program, marked)
}

fn rustc() -> Command {
    Command::new(std::env::var_os("RUSTC").unwrap_or("rustc".into()))
}

/// Such as `rustc 1.95`: the words of a message may change with the next one.
fn version() -> String {
    let output = rustc().arg("--version").output().expect("rustc is installed");
    let text = String::from_utf8(output.stdout).expect("a version is text");
    let number = text.split_whitespace().nth(1).expect("`rustc`, and a number");
    format!("rustc {}", number.rsplit_once('.').expect("three numbers").0)
}

/// The errors of a program: line and code of each, and the compiler's words.
fn errors(file: &str, folder: &Path) -> (BTreeSet<(u64, String)>, String) {
    let output = rustc()
        .args(["--edition=2024", "--emit=metadata", "--error-format=json", file])
        .current_dir(folder)
        .output()
        .expect("rustc is installed");
    let (mut found, mut words) = (BTreeSet::new(), String::new());
    for line in String::from_utf8(output.stderr).expect("messages are text").lines() {
        let message: Value = serde_json::from_str(line).expect("a message is JSON");
        let code = message["code"]["code"].as_str().unwrap_or(NO_CODE);
        let spans = message["spans"].as_array().map_or(&[][..], Vec::as_slice);
        // What is about no line counts the errors.
        if message["level"] != "error" || spans.is_empty() {
            continue;
        }
        for span in spans.iter().filter(|span| span["is_primary"] == true) {
            found.insert((span["line_start"].as_u64().expect("a line"), code.to_owned()));
        }
        words.push_str(&own_words(message["rendered"].as_str().expect("an error has words")));
    }
    (found, words)
}

/// What a message says of the program. Its notes on std's source name a path of this machine, and are shorter on a
/// machine without that source.
fn own_words(message: &str) -> String {
    let begins = |line: &str| ["note: ", "help: "].iter().any(|word| line.starts_with(word));
    let mut parts: Vec<String> = vec![String::new()];
    for line in message.lines() {
        if begins(line) {
            parts.push(String::new());
        }
        parts.last_mut().expect("there is one").push_str(&format!("{line}\n"));
    }
    let outside = |part: &str| {
        let mut lines = part.lines().map(str::trim_start);
        lines.any(|line| line.starts_with("--> /") || line.starts_with("::: /"))
    };
    parts.retain(|part| !part.starts_with("note: ") || !outside(part));
    let words = parts.concat();
    assert!(!outside(&words), "the message names a file outside of the program:\n{words}");
    format!("{}\n\n", words.trim_end())
}

#[test]
fn every_refused_program_is_refused_where_it_says_so() {
    let scratch = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let version = version();
    for source in files(&package().join("refused"), "rs") {
        let name = name(&source);
        if !wanted(&name) {
            continue;
        }
        let (program, marked) = read(&source);
        let place = source.display();
        assert!(!marked.is_empty(), "{place} marks no line; write `{MARKER}E0382` at its end");
        let file = format!("{name}.rs");
        fs::write(scratch.join(&file), program).expect("the scratch folder is writable");
        let (found, words) = errors(&file, scratch);
        assert_eq!(found, marked, "{place}: left is what rustc refuses, right is what is marked");
        let recorded = package().join("recorded").join(format!("{name}.refused.txt"));
        let of_this_version = fs::read_to_string(&recorded)
            .is_ok_and(|text| text.starts_with(&format!("{version}\n")));
        if std::env::var_os("UPDATE_RECORDED").is_some() || of_this_version || !recorded.exists() {
            compare(&format!("{name}.refused.txt"), &format!("{version}\n{}\n", words.trim_end()));
        }
    }
}
