//! From what was typed to a chapter or an exercise; the nearest name is suggested when there is none.

use std::fmt;

use interleave::Verdict;

use crate::chapter::{Chapter, Exercise};
use crate::workspace::Workspace;

/// A name that is not known. It counts as a mistake in the command line.
#[derive(Debug)]
pub(crate) struct Unknown {
    sentence: String,
}

impl fmt::Display for Unknown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.sentence)
    }
}

impl std::error::Error for Unknown {}

impl Unknown {
    fn new(kind: &str, typed: &str, known: &[String]) -> Unknown {
        let sentence = match nearest(typed, known) {
            Some(name) => format!("there is no {kind} `{typed}`; did you mean `{name}`?"),
            None if known.is_empty() => {
                format!("there is no {kind} `{typed}`, and none at all yet")
            }
            None => format!("there is no {kind} `{typed}`; there are {}", known.join(", ")),
        };
        Unknown { sentence }
    }
}

/// The exercises meant by `locks`, `07`, `07-locks`, `locks/counter` or `counter`.
///
/// # Errors
/// When nothing, or more than one exercise, has that name.
pub(crate) fn exercises<'w>(
    workspace: &'w Workspace,
    typed: &str,
) -> Result<Vec<Exercise<'w>>, Unknown> {
    if typed.trim_end_matches('/').contains('/') {
        return Ok(vec![exercise(workspace, typed)?]);
    }
    if let Some(chapter) = chapter(workspace, typed) {
        return Ok(chapter.exercises().collect());
    }
    let named: Vec<_> =
        workspace.exercises().filter(|exercise| exercise.entry.name == typed).collect();
    if named.is_empty() {
        let mut known: Vec<String> =
            workspace.chapters.iter().map(|c| c.name().to_owned()).collect();
        // The chapters alone are listed; an exercise's name is suggested if it is near.
        let ids = exercise_names(workspace);
        if nearest(typed, &known).is_none() && nearest(typed, &ids).is_some() {
            known = ids;
        }
        return Err(Unknown::new("chapter or exercise", typed, &known));
    }
    Ok(vec![only(typed, named)?])
}

/// The exercise meant by `locks/counter`, or by `counter` if one chapter only has it.
///
/// # Errors
/// When no exercise, or more than one, has that name.
pub(crate) fn exercise<'w>(workspace: &'w Workspace, typed: &str) -> Result<Exercise<'w>, Unknown> {
    let (all, name) = match typed.trim_end_matches('/').split_once('/') {
        None => (workspace.exercises().collect::<Vec<_>>(), typed),
        Some((in_chapter, name)) => {
            let names: Vec<String> =
                workspace.chapters.iter().map(|c| c.name().to_owned()).collect();
            let chapter = chapter(workspace, in_chapter)
                .ok_or_else(|| Unknown::new("chapter", in_chapter, &names))?;
            (chapter.exercises().collect(), name)
        }
    };
    let named: Vec<_> =
        all.iter().copied().filter(|exercise| exercise.entry.name == name).collect();
    if named.is_empty() {
        let names: Vec<String> = all.iter().map(|exercise| exercise.entry.name.clone()).collect();
        return Err(Unknown::new("exercise", name, &names));
    }
    only(typed, named)
}

/// The verdict with that name, in capitals or not, also written `lost-update` or `lost_update`.
///
/// # Errors
/// When there is none.
pub(crate) fn verdict(typed: &str) -> Result<Verdict, Unknown> {
    let name = typed.to_uppercase().replace(['-', '_'], " ");
    let names: Vec<String> = Verdict::ALL.iter().map(|v| v.name().to_owned()).collect();
    Verdict::from_name(&name).ok_or_else(|| match nearest(&name, &names) {
        Some(near) => {
            Unknown { sentence: format!("there is no verdict `{typed}`; did you mean `{near}`?") }
        }
        None => Unknown::new("verdict", typed, &names),
    })
}

fn chapter<'w>(workspace: &'w Workspace, typed: &str) -> Option<&'w Chapter> {
    let typed = typed.trim_end_matches('/');
    workspace.chapters.iter().find(|chapter| {
        let number = chapter.number();
        [chapter.name(), &chapter.folder, number, number.trim_start_matches('0')].contains(&typed)
    })
}

fn exercise_names(workspace: &Workspace) -> Vec<String> {
    workspace.exercises().map(|exercise| exercise.entry.name.clone()).collect()
}

fn only<'w>(typed: &str, mut named: Vec<Exercise<'w>>) -> Result<Exercise<'w>, Unknown> {
    match named.len() {
        1 => Ok(named.remove(0)),
        _ => {
            let ids: Vec<String> = named.iter().map(Exercise::id).collect();
            Err(Unknown {
                sentence: format!("`{typed}` could be {}; write which", ids.join(" or ")),
            })
        }
    }
}

/// The name most like what was typed, if any is alike at all.
fn nearest<'n>(typed: &str, known: &'n [String]) -> Option<&'n str> {
    // Below this Jaro-Winkler similarity a suggestion is a guess: `locks` and `clock` have 0.87, `pool` 0.63.
    const ALIKE: f64 = 0.75;
    known
        .iter()
        .map(|name| (strsim::jaro_winkler(typed, name), name.as_str()))
        .filter(|(similarity, _)| *similarity > ALIKE)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_verdict_is_found_however_it_is_written() {
        for typed in ["LOST UPDATE", "lost update", "lost-update", "Lost_Update"] {
            assert_eq!(verdict(typed).ok(), Some(Verdict::LostUpdate), "typed `{typed}`");
        }
    }

    #[test]
    fn the_nearest_verdict_is_suggested_and_nonsense_gets_the_list() {
        let near = verdict("deadlok").expect_err("no such verdict").to_string();
        assert_eq!(near, "there is no verdict `deadlok`; did you mean `DEADLOCK`?");
        let list = verdict("xyzzy").expect_err("no such verdict").to_string();
        assert!(list.contains("there are PASSED, DEADLOCK"), "said: {list}");
    }
}
