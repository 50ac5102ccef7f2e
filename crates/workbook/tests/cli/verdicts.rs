//! `explain` shows an example of each verdict; those that only the judge gives were judged.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::support::{ADD, Fixture, Run};

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Such as `rustc 1.95`: the words of a message may change with the next one.
fn version() -> String {
    let rustc = std::env::var_os("RUSTC").unwrap_or("rustc".into());
    let output = Command::new(rustc).arg("--version").output().expect("rustc is installed");
    let text = String::from_utf8(output.stdout).expect("a version is text");
    let number = text.split_whitespace().nth(1).expect("`rustc`, and a number");
    format!("rustc {}", number.rsplit_once('.').expect("three numbers").0)
}

/// `book/listings/judged/<name>.rs`, handed in as an answer to `add`, gets the verdict that was recorded.
#[track_caller]
fn is_judged_as_recorded(name: &str) {
    let judged = repository().join("book/listings/judged");
    let answer = fs::read_to_string(judged.join(name).with_extension("rs")).expect("the answer");
    let fixture = Fixture::new();
    fixture.write(ADD, &answer);
    let document = fixture.check(&["basics/add", "--limit", "1"]);
    let add = &document["exercises"][0];
    let text = |key: &str| add[key].as_str().unwrap_or_default().trim().to_owned();
    let words = format!("{}: {}\n\n{}", text("verdict"), text("message"), text("compiler"));
    let now = format!("{}\n{}\n", version(), words.trim_end());
    let recorded = judged.join(name).with_extension("txt");
    if std::env::var_os("UPDATE_RECORDED").is_some() {
        return fs::write(&recorded, now).expect("the folder is writable");
    }
    let before = fs::read_to_string(&recorded).unwrap_or_else(|e| {
        panic!("{}: {e}; record it with UPDATE_RECORDED=1", recorded.display())
    });
    let (same, told) = match before.split_once('\n') {
        Some((of, _)) if of == version() => (before == now, "all of it"),
        // Another compiler says it in other words.
        Some((_, said)) => (said.lines().next() == words.lines().next(), "the first line"),
        None => (false, "the version"),
    };
    assert!(
        same,
        "{name}: {told} differs; look, then record it with UPDATE_RECORDED=1\n{now}\n---\n{before}"
    );
}

#[test]
fn an_answer_that_does_not_compile_is_judged_as_the_book_says() {
    is_judged_as_recorded("does_not_compile");
}

#[test]
fn an_answer_that_never_ends_is_judged_as_the_book_says() {
    is_judged_as_recorded("never_finished");
}

#[test]
fn an_answer_that_prints_without_end_is_judged_as_the_book_says() {
    is_judged_as_recorded("too_much_output");
}

fn explain(verdict: &[&str]) -> Run {
    let mut command = Command::new(env!("CARGO_BIN_EXE_workbook"));
    let command = command.arg("--root").arg(repository()).arg("explain").args(verdict);
    Run::of(command.output().expect("the program starts")).ended_with(0)
}

#[test]
fn a_verdict_is_explained_with_the_program_and_the_run_of_the_book() {
    let said = explain(&["deadlock"]).stdout;
    let recorded = fs::read_to_string(repository().join("book/listings/recorded/deadlock.txt"))
        .expect("the recorded run");
    for part in ["No thread can go on", "examples/verdicts/deadlock.rs", recorded.trim_end()] {
        assert!(said.contains(part), "no {part:?} in:\n{said}");
    }
    assert!(said.contains("let (salt, pepper)") && !said.contains("ANCHOR"), "{said}");
}

#[test]
fn a_verdict_of_the_judge_is_explained_with_an_answer_that_got_it() {
    let said = explain(&["does", "not", "compile"]).stdout;
    assert!(said.contains("    a + c") && said.contains("error[E0425]"), "{said}");
}

#[test]
fn without_the_repository_a_verdict_is_explained_in_words() {
    let fixture = Fixture::new();
    let said = fixture.run(&["explain", "deadlock"]).ended_with(0).stdout;
    assert!(said.contains("No thread can go on") && !said.contains("For example"), "{said}");
}
