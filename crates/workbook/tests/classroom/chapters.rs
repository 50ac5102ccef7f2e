//! Every exercise of every chapter is graded as it should be: threads that are explored, processes, shared memory,
//! sockets, a server of Redis, measurements.
//!
//! The solutions are not handed in: `grade` itself grades each of them first, and goes on only if it has all points.

use std::fs;
use std::path::{Path, PathBuf};

use crate::class::{Class, repository};

/// An exercise, and a wrong answer to it.
struct Exercise {
    /// As everywhere: `locks/counter`.
    id: String,
    /// The file in a submission.
    file: String,
    wrong: PathBuf,
    /// What the answer says of itself in its first line.
    verdict: String,
}

impl Exercise {
    /// Who hands it in.
    fn student(&self) -> String {
        self.id.replace('/', "-")
    }
}

/// All of them, in the order of the book.
fn exercises() -> Vec<Exercise> {
    let mut found = Vec::new();
    for chapter in entries(&repository().join("solutions")) {
        let folder = name(&chapter);
        let (_, topic) = folder.split_once('-').expect("a number comes first");
        for wrong in entries(&chapter.join("wrong")) {
            let exercise = name(&wrong);
            let (wrong, verdict) = wrong_answer(&wrong);
            found.push(Exercise {
                id: format!("{topic}/{exercise}"),
                file: format!("exercises/{folder}/src/{exercise}.rs"),
                wrong,
                verdict,
            });
        }
    }
    found
}

/// A wrong answer of those in `folder`, and its verdict: one that runs, and that no limit of time has to end. Where
/// `unsafe` is not allowed, the compiler refuses those that use it.
fn wrong_answer(folder: &Path) -> (PathBuf, String) {
    let answers: Vec<_> = entries(folder)
        .into_iter()
        .map(|path| {
            let text = read(&path);
            let first = text.lines().next().and_then(|line| line.strip_prefix("//! VERDICT: "));
            let verdict = first.expect("a wrong answer names its verdict").to_owned();
            (path, verdict, text)
        })
        .collect();
    let plain = |(_, verdict, text): &&(PathBuf, String, String)| {
        !["DOES NOT COMPILE", "NEVER FINISHED", "NOT STARTED"].contains(&verdict.as_str())
            && !text.contains("unsafe ")
    };
    let (path, verdict, _) = answers.iter().find(plain).unwrap_or(&answers[0]);
    (path.clone(), verdict.clone())
}

/// What is in a folder, sorted.
fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries =
        fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    paths
}

fn name(path: &Path) -> String {
    path.file_stem().expect("a name").to_string_lossy().into_owned()
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

#[test]
fn a_solution_has_all_points_and_a_wrong_answer_its_verdict() {
    let exercises = exercises();
    let mut chapters: Vec<&str> =
        exercises.iter().filter_map(|exercise| Some(exercise.id.split_once('/')?.0)).collect();
    chapters.dedup();
    let class = Class::with_usual_limits(&chapters);
    // A student for each: they are graded at the same time.
    for exercise in &exercises {
        class.hand_in_file(&exercise.student(), &exercise.file, &read(&exercise.wrong));
    }
    let results = class.results();
    let mut mistakes = Vec::new();
    for exercise in &exercises {
        let all = results[&exercise.student()]["exercises"].as_array().expect("a list");
        assert_eq!(all.len(), exercises.len(), "an exercise has no wrong answers");
        let one = all.iter().find(|one| one["name"] == exercise.id.as_str()).expect("it is there");
        if one["verdict"] != exercise.verdict.as_str() || one["points"] == one["max"] {
            let (wrong, verdict) = (exercise.wrong.display(), &exercise.verdict);
            mistakes.push(format!("{wrong}, which is {verdict}: {one}"));
        }
    }
    assert!(mistakes.is_empty(), "judged otherwise than by `prove`:\n{}", mistakes.join("\n"));
}
