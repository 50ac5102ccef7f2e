//! The key of `which_line` is what the real compiler says, and its programs stand in the exercise word for word.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const MARKER: &str = "//~ ";

/// The exercise's package, and the programs in it, sorted.
fn programs() -> (PathBuf, Vec<PathBuf>) {
    let package = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../exercises/01-closures");
    let folder = package.join("tests/which_line");
    let entries = fs::read_dir(&folder).expect("the programs of `which_line`");
    let mut found: Vec<PathBuf> = entries.map(|entry| entry.expect("a file").path()).collect();
    // The one file beside the programs that is none.
    found.retain(|path| path.file_name().is_some_and(|name| name != "judge.rs"));
    found.sort();
    (package, found)
}

/// The program as the learner sees it, and what is marked in it: line and code.
fn read(path: &Path) -> (String, BTreeSet<(String, String)>) {
    let text = fs::read_to_string(path).expect("a program is text");
    let (mut program, mut marked) = (String::new(), BTreeSet::new());
    for (number, line) in (1..).zip(text.lines()) {
        let (code, marker) = line.split_once(MARKER).unwrap_or((line, ""));
        if !marker.is_empty() {
            marked.insert((number.to_string(), marker.trim().to_owned()));
        }
        program.push_str(code.trim_end());
        program.push('\n');
    }
    (program, marked)
}

/// What the compiler refuses in `program`: line and code of each error.
fn refused(name: &str, program: &str) -> BTreeSet<(String, String)> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let file = format!("{name}.rs");
    fs::write(folder.join(&file), program).expect("the scratch folder is writable");
    let rustc = Command::new(std::env::var_os("RUSTC").unwrap_or("rustc".into()))
        .args(["--edition=2024", "--emit=metadata", "--error-format=short", "--color=never", &file])
        .current_dir(folder)
        .output()
        .expect("rustc is installed");
    let said = String::from_utf8(rustc.stderr).expect("messages are text");
    // Such as `late.rs:4:5: error[E0506]: cannot assign to …`.
    let errors: BTreeSet<_> = (said.lines())
        .filter_map(|message| {
            let (place, message) = message.split_once(": error[")?;
            let (code, _) = message.split_once(']')?;
            Some((place.split(':').nth(1)?.to_owned(), code.to_owned()))
        })
        .collect();
    assert_eq!(
        errors.is_empty(),
        rustc.status.success(),
        "{file}: rustc fails exactly if it shows an error with a code:\n{said}"
    );
    errors
}

#[test]
fn the_compiler_refuses_what_is_marked_and_nothing_else() {
    let (_, programs) = programs();
    assert_eq!(programs.len(), 6, "the exercise has six programs");
    for path in programs {
        let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
        let (program, marked) = read(&path);
        let errors = refused(&name, &program);
        assert_eq!(errors, marked, "{name}: left is what rustc refuses, right is what is marked");
    }
}

#[test]
fn the_learner_sees_the_programs_that_are_judged() {
    let (package, programs) = programs();
    let exercise = package.join("src/which_line.rs");
    let shown = fs::read_to_string(&exercise).expect("the exercise");
    for path in programs {
        let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
        let (program, _) = read(&path);
        let mut docs = String::from("/// ```text\n");
        for (number, line) in (1..).zip(program.lines()) {
            docs += format!("/// {number}  {line}").trim_end();
            docs += "\n";
        }
        docs += &format!("/// ```\npub fn {name}() -> Rustc {{\n");
        assert!(
            shown.contains(&docs),
            "{} should show {name}.rs, with numbered lines, above `fn {name}`:\n{docs}",
            exercise.display()
        );
    }
}
