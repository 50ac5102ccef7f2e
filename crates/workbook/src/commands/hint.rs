//! `cargo workbook hint`: one more hint, the one for the last verdict first.

use interleave::Verdict;

use super::Exit;
use crate::chapter::{Exercise, Hint};
use crate::progress::{Progress, Record};
use crate::select;
use crate::terminal::{bold, count};
use crate::workspace::Workspace;

/// Prints the next hint on the exercise, or on the first that has not passed.
///
/// # Errors
/// When the exercise is unknown, or the progress file cannot be read or written.
pub(crate) fn run(workspace: &Workspace, typed: Option<&str>) -> anyhow::Result<Exit> {
    let progress = Progress::load(workspace)?;
    let exercise = match typed {
        Some(typed) => select::exercise(workspace, typed)?,
        None => match open(workspace, &progress) {
            Some(exercise) => exercise,
            None => {
                println!("Every exercise has passed; name one to get its hints all the same.");
                return Ok(Exit::Passed);
            }
        },
    };
    let record = progress.of(&exercise.id());
    if record.verdict() == Some(Verdict::Passed) {
        let id = exercise.id();
        println!("{} has passed. `cargo workbook solution {id}` shows our answer.", bold(&id));
        return Ok(Exit::Passed);
    }
    let hints = &exercise.entry.hints;
    let Some(next) = next(hints, &record) else {
        print_all(&exercise, hints);
        return Ok(Exit::Passed);
    };
    Progress::update(workspace, &exercise.id(), |record| record.hints.push(next))?;
    let left = hints.len() - record.hints.iter().filter(|shown| **shown < hints.len()).count() - 1;
    let about = hints[next].verdict.as_ref().map(|name| format!(", on {name}")).unwrap_or_default();
    println!("{}{about}: {}", bold(&exercise.id()), hints[next].text.trim());
    match left {
        0 => println!(
            "\nThat was the last hint. `cargo workbook solution {} --reveal` shows an answer.",
            exercise.id()
        ),
        left => println!("\n{} left.", count(left, "hint")),
    }
    Ok(Exit::Passed)
}

/// The exercise a learner is probably at: the first that was tried and failed, else the first not passed.
fn open<'w>(workspace: &'w Workspace, progress: &Progress) -> Option<Exercise<'w>> {
    let failed = |exercise: &Exercise| {
        let verdict = progress.of(&exercise.id()).verdict();
        verdict.is_some_and(|verdict| verdict != Verdict::Passed && verdict != Verdict::NotStarted)
    };
    let not_passed = |exercise: &Exercise| !progress.of(&exercise.id()).passed;
    workspace.exercises().find(failed).or_else(|| workspace.exercises().find(not_passed))
}

/// The index of the hint to show: first one for the last verdict, then general ones, then the others.
fn next(hints: &[Hint], record: &Record) -> Option<usize> {
    let rank = |hint: &Hint| match record.verdict() {
        Some(verdict) if hint.is_for(verdict) => 0,
        _ if hint.verdict.is_none() => 1,
        _ => 2,
    };
    let unseen = (0..hints.len()).filter(|index| !record.hints.contains(index));
    unseen.min_by_key(|index| (rank(&hints[*index]), *index))
}

fn print_all(exercise: &Exercise, hints: &[Hint]) {
    println!("You have had all hints on {}:", exercise.id());
    for hint in hints {
        println!("- {}", hint.text.trim());
    }
    println!("\n`cargo workbook solution {} --reveal` shows an answer.", exercise.id());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hint_for_the_last_verdict_comes_first_and_no_hint_comes_twice() {
        let hint =
            |verdict: Option<&str>| Hint { text: "…".into(), verdict: verdict.map(String::from) };
        let hints = [hint(None), hint(Some("DEADLOCK")), hint(None), hint(Some("LOST UPDATE"))];
        let mut record = Record::default();
        record.judged(Verdict::LostUpdate);
        let mut order = Vec::new();
        while let Some(index) = next(&hints, &record) {
            record.hints.push(index);
            order.push(index);
        }
        assert_eq!(order, [3, 0, 2, 1]);
    }
}
