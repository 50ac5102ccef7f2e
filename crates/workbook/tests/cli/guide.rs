//! The teacher's guide names files, verdicts and commands; all of them are there.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Each page of the guide: its name and its text.
fn pages() -> Vec<(String, String)> {
    let folder = root().join("book/src/teaching");
    let pages: Vec<_> = fs::read_dir(folder)
        .expect("the guide is there")
        .map(|entry| entry.expect("it can be read").path())
        .map(|path| {
            let text = fs::read_to_string(&path).expect("it is text");
            (path.file_name().expect("a file").to_string_lossy().into_owned(), text)
        })
        .collect();
    assert!(pages.len() > 3, "the guide has {} pages", pages.len());
    pages
}

/// The code spans of a text, each with what follows it.
fn spans(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let parts: Vec<&str> = text.split('`').collect();
    (1..parts.len()).step_by(2).map(move |at| (parts[at], parts.get(at + 1).copied().unwrap_or("")))
}

#[test]
fn every_file_that_the_guide_names_exists_with_the_verdict_that_it_says() {
    let mut answers = 0;
    for (page, text) in pages() {
        let mut folder = PathBuf::new();
        for (span, after) in spans(&text) {
            let is_path =
                ["solutions/", "tests/slurm/"].iter().any(|start| span.starts_with(start));
            let path = match span.strip_suffix(".rs") {
                _ if is_path => root().join(span),
                // In the same folder as the one before.
                Some(name) if !name.contains('/') && after.starts_with(" in the same folder") => {
                    folder.join(span)
                }
                _ => continue,
            };
            assert!(path.exists(), "{page} names {span}, which there is not");
            folder = path.parent().expect("it is in a folder").to_owned();
            let after = after.split_whitespace().collect::<Vec<_>>().join(" ");
            let after = after.trim_start_matches("in the same folder ");
            let Some((verdict, _)) = after.strip_prefix('(').and_then(|rest| rest.split_once(')'))
            else {
                continue;
            };
            let answer = fs::read_to_string(&path).expect("it is text");
            let first = answer.lines().next().unwrap_or_default();
            assert_eq!(first, format!("//! VERDICT: {verdict}"), "{page} says it of {span}");
            answers += 1;
        }
    }
    assert!(answers > 15, "{answers} wrong answers are named with their verdict");
}

#[test]
fn every_command_of_the_guide_is_understood() {
    let mut commands = 0;
    for (page, text) in pages() {
        for line in text.lines().filter_map(|line| line.strip_prefix("$ cargo workbook ")) {
            // What the shell does is not the program's; `--help` keeps it from being done.
            let line = line.split(" > ").next().unwrap_or(line);
            let line = line.replace("results.*-of-2.jsonl", "results.1-of-2.jsonl");
            let script = format!("\"$WORKBOOK\" {line} --help");
            let ran = Command::new("sh")
                .args(["-c", &script])
                .env("WORKBOOK", env!("CARGO_BIN_EXE_workbook"))
                .current_dir(root())
                .output()
                .expect("there is a shell");
            let said = String::from_utf8_lossy(&ran.stderr);
            assert!(ran.status.success(), "{page}: `{line}` is not understood: {said}");
            commands += 1;
        }
    }
    assert!(commands > 10, "the guide has {commands} commands");
}
