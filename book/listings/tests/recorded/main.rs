//! Runs every program that the book shows, and compares what it prints with what the book says it prints.
//!
//! `UPDATE_RECORDED=1 cargo test -p listings` records anew; with `LISTINGS=name,name`, only these.

mod files;
mod refused;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use files::{compare, files, name, output, package, wanted};

/// Programs whose output differs from run to run: the book quotes one run and says so.
const NOT_RECORDED: &[&str] =
    &["asking_costs", "letter", "lock_costs", "many_evenings", "redis_costs", "start_costs"];

/// What a program may leave beside what it prints (`listings::leave`).
const LEFT: [&str; 3] = ["json", "game.json", "outcomes.json"];

/// The program that cargo built beside this test.
fn program(name: &str) -> PathBuf {
    let deps = std::env::current_exe().expect("this test has a path");
    let target = deps.ancestors().nth(2).expect("target/debug/deps/this-test");
    target.join("examples").join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
}

/// Whether a program needs a `redis-server`, and there is none.
fn lacks_redis(source: &Path) -> bool {
    let text = fs::read_to_string(source).expect("a readable program");
    let lacks = ["ownredis", "redis-server"].iter().any(|word| text.contains(word))
        && !ownredis::Server::installed();
    if lacks {
        println!("redis-server is not installed, so {} is not run", source.display());
    }
    lacks
}

#[test]
fn every_listing_prints_what_was_recorded() {
    let root = package().ancestors().nth(2).expect("the workspace");
    let scratch = Path::new(env!("CARGO_TARGET_TMPDIR"));
    for source in files(&package().join("examples"), "rs") {
        let name = name(&source);
        if NOT_RECORDED.contains(&name.as_str()) || !wanted(&name) || lacks_redis(&source) {
            continue;
        }
        let files = LEFT.map(|ending| format!("{name}.{ending}"));
        for file in &files {
            let _ = fs::remove_file(scratch.join(file));
        }
        let mut command = Command::new(program(&name));
        command.current_dir(root).env("LISTING_FILES", scratch.join(&name)).env("COLUMNS", "80");
        compare(&format!("{name}.txt"), &output(&mut command));
        for file in &files {
            match fs::read_to_string(scratch.join(file)) {
                Ok(json) => compare(file, &json),
                Err(_) => assert!(
                    !package().join("recorded").join(file).exists(),
                    "recorded/{file} is left over: {name} does not write it any more; delete it"
                ),
            }
        }
    }
}

#[test]
fn every_python_snippet_prints_what_was_recorded() {
    if Command::new("python3").arg("--version").output().is_err() {
        return println!("python3 is not installed, so the Python snippets are not run");
    }
    for source in files(&package().join("python"), "py") {
        if !wanted(&name(&source)) || lacks_redis(&source) {
            continue;
        }
        compare(
            &format!("{}.py.txt", name(&source)),
            &output(Command::new("python3").arg(&source)),
        );
    }
}

#[test]
fn everything_recorded_has_its_program() {
    let programs = files(&package().join("examples"), "rs").into_iter();
    let snippets = files(&package().join("python"), "py").into_iter();
    let refused = files(&package().join("refused"), "rs").into_iter();
    let expected: BTreeSet<String> = (programs.map(|p| name(&p)))
        .chain(snippets.map(|p| format!("{}.py", name(&p))))
        .chain(refused.map(|p| format!("{}.refused", name(&p))))
        .collect();
    for ending in ["txt", "json"] {
        for file in files(&package().join("recorded"), ending) {
            let file_name = name(&file);
            let program = file_name.strip_suffix(".game").or(file_name.strip_suffix(".outcomes"));
            assert!(
                expected.contains(program.unwrap_or(&file_name)),
                "{} is left over from a program that is gone; delete it",
                file.display()
            );
        }
    }
}

#[test]
fn the_readme_shows_a_run_that_was_recorded() {
    let root = package().ancestors().nth(2).expect("the workspace");
    let readme = fs::read_to_string(root.join("README.md")).expect("the README");
    let recorded = fs::read_to_string(package().join("recorded/crossed_locks.txt"));
    assert!(
        readme.contains(recorded.expect("a recorded run").trim_end()),
        "README.md shows another run than recorded/crossed_locks.txt; copy that file into it"
    );
}
