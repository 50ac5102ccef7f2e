//! The answers to the puzzles are what rustc and a run say: each program is taken out of the docs and tried.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use aliasing_solution::puzzles::Answer::{self, PanicsInLine, RefusedInLine, RunsToItsEnd};
use aliasing_solution::puzzles::{
    a_guest_with_a_dog, a_row_and_itself, one_more_guest, to_itself, two_doors,
    two_doors_and_one_thread, two_rows, without_twos,
};

const SOURCE: &str = include_str!("../src/puzzles.rs");

/// Every puzzle, with the error code of those that are refused.
const PUZZLES: [(&str, fn() -> Answer, &str); 8] = [
    ("one_more_guest", one_more_guest, "E0502"),
    ("a_guest_with_a_dog", a_guest_with_a_dog, ""),
    ("without_twos", without_twos, "E0502"),
    ("two_rows", two_rows, "E0499"),
    ("a_row_and_itself", a_row_and_itself, ""),
    ("to_itself", to_itself, "E0502"),
    ("two_doors", two_doors, "E0499"),
    ("two_doors_and_one_thread", two_doors_and_one_thread, ""),
];

/// The program in the docs of this function, without its line numbers, which must be right.
fn program(name: &str) -> String {
    let (before, _) = SOURCE
        .split_once(&format!("pub fn {name}()"))
        .unwrap_or_else(|| panic!("no puzzle is called {name}"));
    let (_, docs) =
        before.rsplit_once("/// ```text\n").expect("a puzzle has a program in its docs");
    let mut program = String::new();
    for (number, line) in (1..).zip(docs.lines().take_while(|line| *line != "/// ```")) {
        let line = line.strip_prefix("///").expect("the program stands in the docs").trim_start();
        let line = line.strip_prefix(&number.to_string()).unwrap_or_else(|| {
            panic!("{name}: line {number} should begin with its number: {line}")
        });
        program += line.strip_prefix("  ").unwrap_or_default();
        program.push('\n');
    }
    program
}

/// Compiles the program; what rustc says is in the output.
fn compile(name: &str) -> (PathBuf, Output) {
    let scratch = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let source = format!("{name}.rs");
    std::fs::write(scratch.join(&source), program(name)).expect("the scratch folder is writable");
    let compiled = scratch.join(format!("{name}{}", std::env::consts::EXE_SUFFIX));
    let output = Command::new(std::env::var_os("RUSTC").unwrap_or("rustc".into()))
        .args(["--edition=2024", "--error-format=short", "--color=never", &source, "-o"])
        .arg(&compiled)
        .current_dir(scratch)
        .output()
        .expect("rustc is installed");
    (compiled, output)
}

#[test]
fn every_answer_is_what_happens() {
    for (name, answer, code) in PUZZLES {
        let (compiled, output) = compile(name);
        let said = String::from_utf8(output.stderr).expect("messages are text");
        let errors: Vec<&str> = said.lines().filter(|line| line.contains(": error[")).collect();
        if let RefusedInLine(line, _) = answer() {
            let [error] = errors[..] else { panic!("{name}: one error is expected: {said}") };
            assert!(
                error.starts_with(&format!("{name}.rs:{line}:")) && error.contains(code),
                "{name}: the answer is {code} in line {line}, and rustc says {error}"
            );
            continue;
        }
        assert!(output.status.success(), "{name} should compile, and rustc says {said}");
        let run = Command::new(compiled).output().expect("a compiled program can be run");
        let said = String::from_utf8(run.stderr).expect("messages are text");
        match answer() {
            PanicsInLine(line) => assert!(
                !run.status.success() && said.contains(&format!("{name}.rs:{line}:")),
                "{name} should panic in line {line}, and says {said}"
            ),
            RunsToItsEnd | RefusedInLine(..) => {
                assert!(run.status.success(), "{name} should run to its end, and says {said}");
            }
        }
    }
}

#[test]
fn every_puzzle_of_the_file_is_tried() {
    let there = SOURCE.matches("() -> Answer {").count();
    assert_eq!(
        there,
        PUZZLES.len(),
        "left: functions in src/puzzles.rs, right: puzzles that are tried"
    );
}
