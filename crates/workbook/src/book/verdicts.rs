//! `{{#verdicts}}`: every verdict with its meaning and an example, under a heading that can be linked to.

use std::path::Path;

use anyhow::{Context, Result, ensure};
use interleave::Verdict;

use super::chapter::Source;
use super::html::{escape, figure, inline_code};
use super::listing::{self, Excerpt, read};

/// Programs that come to one verdict each when they are explored, and what that printed.
const EXPLORED: &str = "book/listings/examples/verdicts";
/// Answers to an exercise that come to one verdict each when they are judged, and what was said.
const JUDGED: &str = "book/listings/judged";

/// A program that comes to some verdict.
pub(crate) struct Example {
    /// The program's file, relative to the workspace.
    pub path: String,
    anchor: Option<&'static str>,
    /// The part of the file that matters.
    pub program: String,
    /// The report on it.
    pub said: String,
    /// Such as `rustc 1.95`, if the words come from a tool that changes.
    pub version: Option<String>,
}

/// The example for a verdict; `None` in a workspace that has none at all.
///
/// # Errors
/// There are examples and none for this verdict, or its recording is one of another verdict.
pub(crate) fn example(root: &Path, verdict: Verdict) -> Result<Option<Example>> {
    if !root.join(EXPLORED).is_dir() {
        return Ok(None);
    }
    let name = verdict.name().to_lowercase().replace(' ', "_");
    let remedy = format!("each verdict has an example there, or in {JUDGED}");
    let judged = format!("{JUDGED}/{name}.rs");
    let example = if root.join(&judged).exists() {
        let recorded = read(root, &format!("{JUDGED}/{name}.txt"), &remedy)?;
        let (version, said) = recorded.split_once('\n').context("the recorded words are empty")?;
        Example {
            program: read(root, &judged, &remedy)?,
            path: judged,
            anchor: None,
            said: said.to_owned(),
            version: Some(version.to_owned()),
        }
    } else {
        let path = format!("{EXPLORED}/{name}.rs");
        let anchor = Some("program");
        let Excerpt { code, .. } =
            listing::excerpt(&read(root, &path, &remedy)?, anchor).with_context(|| path.clone())?;
        let said = read(root, &format!("book/listings/recorded/{name}.txt"), listing::RECORD)?;
        Example { path, anchor, program: code, said, version: None }
    };
    // What the program printed may stand before the report.
    let opening = format!("{}: ", verdict.name());
    ensure!(
        example.said.lines().any(|line| line.starts_with(&opening)),
        "{} came to another verdict than {}:\n{}",
        example.path,
        verdict.name(),
        example.said
    );
    Ok(Some(example))
}

/// The id of a verdict's heading: `lost-update`.
pub(super) fn anchor(name: &str) -> String {
    name.to_lowercase().replace(' ', "-")
}

/// All verdicts, in the order of [`Verdict::ALL`].
///
/// # Errors
/// As [`example`].
pub(super) fn verdicts(source: &Source<'_>) -> Result<String> {
    let mut out = String::new();
    for &verdict in Verdict::ALL {
        let name = verdict.name();
        out.push_str(&format!("## {name} {{#{}}}\n\n", anchor(name)));
        for paragraph in verdict.explain().split("\n\n") {
            // As HTML, because the text is no Markdown: a `<` or `*` in it is meant as it stands.
            out.push_str(&format!("<p>{}</p>\n\n", inline_code(paragraph.trim())));
        }
        let Some(example) = example(source.root, verdict)? else { continue };
        let program = listing::code(source, &example.path, example.anchor)?;
        let caption = match &example.version {
            Some(version) => format!("what the judge says ({})", escape(version)),
            None => "it printed".to_owned(),
        };
        let said = figure("class=\"output\"", &caption, "text", &example.said);
        out.push_str(&format!(
            "<details class=\"example\">\n<summary>An example of {name}</summary>\n\n{program}\n\n{said}\n\n</details>\n\n"
        ));
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use interleave::Verdict;

    use super::super::chapter::Source;
    use super::super::places::Places;
    use super::{anchor, example, verdicts};

    fn workspace() -> &'static Path {
        Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
    }

    #[test]
    fn each_verdict_has_a_heading_of_its_own() {
        let page = Path::new("verdicts.md");
        let source = Source { root: workspace(), page, places: &Places::default() };
        let text = verdicts(&source).expect("each verdict has its example");
        for verdict in Verdict::ALL {
            let heading = format!("## {} {{#{}}}\n", verdict.name(), anchor(verdict.name()));
            assert_eq!(text.matches(&heading).count(), 1, "{heading} in\n{text}");
        }
    }

    #[test]
    fn each_verdict_has_an_example_that_came_to_it() {
        for &verdict in Verdict::ALL {
            let example = example(workspace(), verdict)
                .unwrap_or_else(|error| panic!("{verdict}: {error:#}"))
                .expect("the repository has examples");
            assert!(example.said.contains(verdict.name()), "{verdict}: {}", example.said);
            assert!(example.program.contains("fn "), "{verdict}: {}", example.program);
        }
    }

    #[test]
    fn an_example_that_came_to_something_else_is_refused() {
        let root = tempfile::tempdir().expect("a folder for the test");
        let write = |path: &str, text: &str| {
            let path = root.path().join("book/listings").join(path);
            std::fs::create_dir_all(path.parent().expect("a folder")).unwrap();
            std::fs::write(path, text).unwrap();
        };
        assert!(example(root.path(), Verdict::Deadlock).unwrap().is_none(), "there is no example");
        let program = "// ANCHOR: program\nfn f() {}\n// ANCHOR_END: program\n";
        write("examples/verdicts/deadlock.rs", program);
        write("recorded/deadlock.txt", "PASSED: holds\n");
        let error = example(root.path(), Verdict::Deadlock).err().expect("it passed").to_string();
        assert!(error.contains("deadlock.rs came to another verdict than DEADLOCK"), "{error}");
        let error = example(root.path(), Verdict::Passed).err().expect("there is no example");
        assert!(error.to_string().contains("each verdict has an example"), "{error}");
    }
}
