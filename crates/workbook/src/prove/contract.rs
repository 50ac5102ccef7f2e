//! What an exercise owes without being run.

use std::fs;
use std::ops::RangeInclusive;
use std::path::Path;

use anyhow::Context;
use interleave::Verdict;

use super::answers::{self, Answer, Kind};
use crate::chapter::Exercise;
use crate::stub;

/// How many hints an exercise has at least.
const HINTS: usize = 3;

/// How long an exercise takes a learner, in minutes.
const MINUTES: RangeInclusive<u32> = 5..=45;

/// How many wrong and right answers an exercise has at least, besides its solution.
const ANSWERS: [(Kind, &str, usize); 2] = [(Kind::Wrong, "wrong", 4), (Kind::Right, "right", 2)];

/// Every way in which the exercise breaks the contract, one sentence each.
///
/// # Errors
/// When a folder cannot be read.
pub(super) fn faults(exercise: &Exercise) -> anyhow::Result<Vec<String>> {
    let mut faults = Vec::new();
    faults.extend(stub_differs(exercise).err().map(|error| format!("{error:#}")));
    faults.extend(hints(exercise));
    faults.extend(texts(exercise));
    faults.extend(enough_answers(&answers::shipped(exercise)?));
    faults.extend(stray_answers(exercise)?);
    Ok(faults)
}

fn stub_differs(exercise: &Exercise) -> anyhow::Result<()> {
    let (solution, file) = (exercise.solution(), exercise.file());
    let (from, to) = (exercise.shown(&solution), exercise.shown(&file));
    let read = |path: &Path| {
        fs::read_to_string(path).with_context(|| format!("cannot read {}", exercise.shown(path)))
    };
    let stub = stub::derive(&read(&solution)?).with_context(|| from.to_string())?;
    let shipped = read(&file)?;
    let mut pairs = (1..).zip(stub.lines().zip(shipped.lines()));
    let place = match pairs.find(|(_, (derived, found))| derived != found) {
        Some((line, (derived, _))) => format!("line {line} should be `{}`", derived.trim()),
        None if stub == shipped => return Ok(()),
        None => "one ends before the other".to_owned(),
    };
    let id = exercise.id();
    anyhow::bail!(
        "{to} is not the stub that {from} gives: {place}; `cargo workbook reset {id}` writes it, and keeps the file"
    )
}

fn hints(exercise: &Exercise) -> Vec<String> {
    let hints = &exercise.entry.hints;
    let mut faults = Vec::new();
    if hints.len() < HINTS {
        faults.push(format!("it has {} of at least {HINTS} hints", hints.len()));
    }
    for (number, hint) in (1..).zip(hints) {
        if hint.text.trim().is_empty() {
            faults.push(format!("hint {number} is empty"));
        }
        if let Some(name) = hint.verdict.as_ref().filter(|name| Verdict::from_name(name).is_none())
        {
            faults.push(format!("hint {number} is on the verdict `{name}`, which does not exist"));
        }
    }
    faults
}

/// The texts around the code: title, minutes, docs, tests, the book's page.
fn texts(exercise: &Exercise) -> Vec<String> {
    let mut faults = Vec::new();
    if exercise.entry.title.trim().is_empty() {
        faults.push("its title is empty".to_owned());
    }
    let minutes = exercise.entry.minutes;
    if !MINUTES.contains(&minutes) {
        faults.push(format!(
            "it says it takes {minutes} minutes, and an exercise takes {} to {}",
            MINUTES.start(),
            MINUTES.end()
        ));
    }
    let file = exercise.file();
    let docs = fs::read_to_string(&file).unwrap_or_default();
    let begins = docs.lines().next().and_then(|line| line.strip_prefix("//! ")).unwrap_or_default();
    if begins.trim().is_empty() {
        faults.push(format!(
            "{} does not begin with what to build, in `//!` docs",
            exercise.shown(&file)
        ));
    }
    for (number, item) in undocumented(&docs) {
        faults.push(format!("{} line {number} has no docs: `{item}`", exercise.shown(&file)));
    }
    let tests = exercise.tests();
    match fs::read_to_string(&tests) {
        Err(error) => faults.push(format!("{}: {error}", exercise.shown(&tests))),
        Ok(text) if text.contains("#[ignore") => {
            faults.push(format!(
                "{} ignores a test, so nothing is judged by it",
                exercise.shown(&tests)
            ));
        }
        Ok(_) => {}
    }
    let page = exercise.chapter.page_file();
    if !page.is_file() {
        faults.push(format!("its chapter's page, {}, does not exist", exercise.shown(&page)));
    }
    faults
}

/// The public items without a doc comment, with their lines.
fn undocumented(text: &str) -> Vec<(usize, &str)> {
    let mut documented = false;
    let mut found = Vec::new();
    for (number, line) in (1..).zip(text.lines().map(str::trim)) {
        if line.starts_with("///") {
            documented = true;
        } else if !line.starts_with("#[") {
            // A field's or a `pub use` line has a name in front of its first space, or needs no docs.
            let words = [
                "fn ", "struct ", "enum ", "trait ", "const ", "static ", "type ", "unsafe ",
                "async ",
            ];
            let item = line
                .strip_prefix("pub ")
                .is_some_and(|item| words.iter().any(|word| item.starts_with(word)));
            if item && !documented {
                found.push((number, line));
            }
            documented = false;
        }
    }
    found
}

fn enough_answers(answers: &[Answer]) -> Vec<String> {
    let missing = ANSWERS.iter().filter_map(|(kind, name, least)| {
        let there = answers.iter().filter(|answer| answer.kind == *kind).count();
        (there < *least).then(|| format!("it has {there} of at least {least} {name} answers"))
    });
    missing.collect()
}

/// Folders of answers that belong to no exercise, told once: by the chapter's first.
fn stray_answers(exercise: &Exercise) -> anyhow::Result<Vec<String>> {
    let chapter = exercise.chapter;
    if chapter.exercises().next().is_none_or(|first| first.id() != exercise.id()) {
        return Ok(Vec::new());
    }
    let mut faults = Vec::new();
    for (_, kind, _) in ANSWERS {
        for folder in answers::subfolders(&chapter.solutions().join(kind))? {
            let name = folder.file_name().unwrap_or_default();
            if !chapter.exercises().any(|other| name == other.entry.name.as_str()) {
                faults.push(format!("{} is no exercise's", exercise.shown(&folder)));
            }
        }
    }
    Ok(faults)
}

#[cfg(test)]
mod tests {
    use super::undocumented;

    #[test]
    fn an_item_is_documented_above_its_attributes() {
        let text = "/// Told.\n#[must_use]\npub fn told() {}\n    pub fn not_told(&self) {}\npub use a::b;\n";
        assert_eq!(undocumented(text), [(4, "pub fn not_told(&self) {}")]);
    }
}
