//! `{{#exercise locks/counter}}`: what to open and what to type.
//!
//! The box is an element of its own, so that the served book can put the verdict of each save into it.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

use super::chapter::Source;
use super::directive::Directive;
use super::html::{escape, inline_code};
use crate::chapter::{Chapter, Exercise};

/// The box of one exercise.
pub(super) fn exercise(source: &Source<'_>, directive: &Directive<'_>) -> Result<String> {
    let id = directive.required_argument("an exercise, such as `locks/counter`")?;
    with(source.root, id, |exercise| show(source, id, exercise))
}

/// Does something with the exercise of that id.
///
/// # Errors
/// There is none; the message names those that there are.
pub(super) fn with<T>(root: &Path, id: &str, job: impl FnOnce(&Exercise<'_>) -> T) -> Result<T> {
    let Some((package, name)) = id.split_once('/') else {
        bail!("`{id}` is no exercise; write CHAPTER/NAME, such as `locks/counter`");
    };
    let chapter = find(root, package)?;
    let names: Vec<_> = chapter.exercises().map(|exercise| exercise.entry.name.as_str()).collect();
    let Some(exercise) = chapter.exercises().find(|exercise| exercise.entry.name == name) else {
        let folder = &chapter.folder;
        bail!("exercises/{folder} has no exercise `{name}`; it has {}", names.join(", "));
    };
    Ok(job(&exercise))
}

/// The box. Where the book is served, `assets/exercise.js` puts the state of the exercise into it; the link of a
/// verdict's paragraph is `data-verdicts` with the anchor of that verdict.
fn show(source: &Source<'_>, id: &str, exercise: &Exercise<'_>) -> String {
    let (package, name) = (exercise.chapter.name(), &exercise.entry.name);
    let title = inline_code(&exercise.entry.title);
    let minutes = exercise.entry.minutes;
    let file = exercise.file();
    let file = escape(&exercise.shown(&file).to_string());
    let verdicts = source.verdict_link("").unwrap_or_default();
    let verdicts = escape(verdicts.trim_end_matches('#'));
    // The parts of the id were compared with real names, so they need no escaping from here on.
    format!(
        "<workbook-exercise id=\"{id}\" data-verdicts=\"{verdicts}\">\n\
         <p class=\"title\"><strong>Exercise: {title}</strong> <span class=\"minutes\">about {minutes} minutes</span></p>\n\
         <p>Open <code>{file}</code>. These judge it:</p>\n\
         <pre><code class=\"language-console nohighlight\">cargo test -p {package} --test {name}\n\
         cargo workbook check {id}</code></pre>\n\
         <p class=\"hint\">If you are stuck: <code>cargo workbook hint {id}</code></p>\n\
         </workbook-exercise>"
    )
}

/// The chapter whose folder is called `name` behind its number.
fn find(root: &Path, name: &str) -> Result<Chapter> {
    let folder = root.join("exercises");
    let entries =
        fs::read_dir(&folder).with_context(|| format!("cannot read {}", folder.display()))?;
    let mut names = Vec::new();
    for entry in entries {
        let chapter = Chapter::load(root, entry?.file_name().to_string_lossy().into_owned())?;
        if chapter.name() == name {
            return Ok(chapter);
        }
        names.push(chapter.name().to_owned());
    }
    names.sort();
    bail!("there are no exercises called `{name}`; there are {}", names.join(", "));
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::super::chapter::Source;
    use super::super::places::Places;

    const TOML: &str = r#"title = "Locks"
page = "07-locks.md"
[[exercise]]
name = "counter"
title = "Count every `visitor`"
minutes = 10
"#;

    fn expand(line: &str) -> (String, Vec<String>) {
        let root = tempfile::tempdir().expect("a folder for the test");
        let folder = root.path().join("exercises/07-locks");
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("exercises.toml"), TOML).unwrap();
        let mut faults = Vec::new();
        let places = Places { verdict_page: Some("verdicts.md".into()), ..Places::default() };
        let page = Path::new("07-locks.md");
        let source = Source { root: root.path(), page, places: &places };
        (source.expand(line, &mut faults).trim().to_owned(), faults)
    }

    fn only_fault(line: &str) -> String {
        let (_, mut faults) = expand(line);
        assert_eq!(faults.len(), 1, "one fault in {line:?}, not {faults:?}");
        faults.remove(0)
    }

    #[test]
    fn the_box_says_what_to_open_and_what_to_type() {
        let (text, faults) = expand("{{#exercise locks/counter}}");
        assert_eq!(faults, [""; 0]);
        for part in [
            "<workbook-exercise id=\"locks/counter\" data-verdicts=\"verdicts.html\">",
            "Count every <code>visitor</code>",
            "about 10 minutes",
            "<code>exercises/07-locks/src/counter.rs</code>",
            "cargo test -p locks --test counter\ncargo workbook check locks/counter<",
        ] {
            assert!(text.contains(part), "no {part:?} in\n{text}");
        }
        assert!(
            !text.lines().any(|line| line.trim().is_empty()),
            "a blank line ends the HTML:\n{text}"
        );
    }

    #[test]
    fn an_unknown_exercise_is_refused_with_those_there_are() {
        assert!(
            only_fault("{{#exercise locks/cuonter}}")
                .contains("no exercise `cuonter`; it has counter")
        );
        assert!(
            only_fault("{{#exercise looks/counter}}").contains("called `looks`; there are locks")
        );
        assert!(only_fault("{{#exercise counter}}").contains("write CHAPTER/NAME"));
        assert!(only_fault("{{#exercise}}").contains("needs an exercise"));
    }
}
