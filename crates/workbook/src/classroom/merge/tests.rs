//! Parts that belong together, and parts that do not.

use std::fs;
use std::path::PathBuf;

use super::super::results::sample::{full, line};
use super::super::results::{self, Sandbox, Submission};
use super::super::shard::Shard;
use super::run;
use tempfile::TempDir;

/// A run in `of` parts, in a folder: the whole, and the files of the parts.
fn graded(of: u32, change: impl Fn(u32, &mut Submission)) -> (TempDir, Vec<PathBuf>) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let class: Vec<Submission> = (0..20).map(|n| line(&format!("student-{n:02}"))).collect();
    results::write(&folder.path().join("whole.jsonl"), &class).expect("the folder is writable");
    let files = (1..=of).map(|index| {
        let shard = Shard { index, of };
        let file = shard.file(&folder.path().join("results.jsonl"));
        let mut part: Vec<Submission> =
            class.iter().filter(|line| shard.holds(&line.student.id)).cloned().collect();
        part.iter_mut().for_each(|line| change(index, line));
        results::write(&file, &part).expect("the folder is writable");
        file
    });
    let files = files.collect();
    (folder, files)
}

fn refused(parts: &[PathBuf], folder: &TempDir) -> String {
    let to = folder.path().join("merged.jsonl");
    let error = format!("{:#}", run(parts, &to).expect_err("these parts do not hold"));
    assert!(!to.exists(), "nothing is written: {error}");
    error
}

#[test]
fn parts_in_any_order_give_the_file_of_a_run_in_one_piece() {
    for of in [1, 3, 40] {
        let (folder, mut parts) = graded(of, |_, _| ());
        parts.reverse();
        let to = folder.path().join("merged.jsonl");
        run(&parts, &to).expect("all parts are there");
        let read = |name: &str| fs::read_to_string(folder.path().join(name)).expect("a file");
        assert_eq!(read("merged.jsonl"), read("whole.jsonl"), "{of} parts");
    }
}

#[test]
fn a_missing_part_is_named_also_one_without_students() {
    let (folder, mut parts) = graded(3, |_, _| ());
    parts.remove(1);
    assert!(refused(&parts, &folder).contains("a part is missing: 2/3"));
    let (folder, mut parts) = graded(40, |_, _| ());
    let empty = parts.iter().position(|part| results::read(part).expect("a part").is_empty());
    let empty = empty.expect("20 students do not fill 40 parts");
    parts.remove(empty);
    assert!(refused(&parts, &folder).contains(&format!("missing: {}/40", empty + 1)));
}

#[test]
fn a_part_given_twice_or_of_another_run_is_refused() {
    let (folder, parts) = graded(2, |_, _| ());
    let error = refused(&[&parts[..], &parts[..1]].concat(), &folder);
    assert!(error.contains("both the part 1/2"), "{error}");
    let other = folder.path().join("results.3-of-3.jsonl");
    fs::write(&other, "").expect("the folder is writable");
    let error = refused(&[parts[0].clone(), other], &folder);
    assert!(error.contains("different runs"), "{error}");
    let error = refused(&[folder.path().join("whole.jsonl")], &folder);
    assert!(error.contains("no part of a run"), "{error}");
}

#[test]
fn parts_graded_differently_are_refused_with_what_differs() {
    let changes: [(&str, fn(&mut Submission)); 5] = [
        ("the assignment", |line| line.assignment.hash = "0".repeat(64)),
        ("the workbook", |line| line.tools.workbook = "9.9.9".into()),
        ("the compiler", |line| line.tools.rustc = "rustc 9.9.9".into()),
        ("the sandbox", |line| line.sandbox = Sandbox::None),
        ("the list of seeds", |line| line.seeds = vec![99]),
    ];
    for (what, change) in changes {
        let (folder, parts) = graded(2, |index, line| {
            if index == 2 {
                change(line);
            }
        });
        let error = refused(&parts, &folder);
        assert!(error.contains(&format!("{what} is ")), "{what}: {error}");
    }
}

#[test]
fn a_student_in_the_wrong_part_or_twice_is_refused() {
    let (folder, parts) = graded(2, |_, _| ());
    fs::rename(&parts[0], folder.path().join("x")).expect("it is there");
    fs::rename(&parts[1], &parts[0]).expect("it is there");
    fs::rename(folder.path().join("x"), &parts[1]).expect("it is there");
    let error = refused(&parts, &folder);
    assert!(error.contains("belongs to another part"), "{error}");

    let (folder, parts) = graded(1, |_, _| ());
    results::write(&parts[0], &[line("anna"), full("anna")]).expect("the folder is writable");
    let error = refused(&parts, &folder);
    assert!(error.contains("the student \"anna\" twice"), "{error}");
}
