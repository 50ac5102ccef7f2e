//! `cargo workbook explain`: what a verdict means, and a program that comes to it.

use std::path::Path;

use interleave::Verdict;

use super::Exit;
use crate::workspace::Workspace;
use crate::{book, select, terminal};

/// The width that a paragraph is broken at, in columns.
const WIDTH: usize = 78;

/// Explains the verdict with that name, with an example; lists them all without one.
///
/// # Errors
/// When there is no such verdict, or its example cannot be read.
pub(crate) fn run(typed: &str, root: Option<&Path>) -> anyhow::Result<Exit> {
    if typed.trim().is_empty() {
        for (index, &verdict) in Verdict::ALL.iter().enumerate() {
            println!("{}{}", if index == 0 { "" } else { "\n" }, paragraph(verdict));
        }
        println!("\n`cargo workbook explain VERDICT` shows an example as well.");
        return Ok(Exit::Passed);
    }
    let verdict = select::verdict(typed)?;
    println!("{}", paragraph(verdict));
    // What a verdict means can be told anywhere; the examples are in the repository.
    let Ok(workspace) = Workspace::find(root) else { return Ok(Exit::Passed) };
    if let Some(example) = book::example(&workspace.root, verdict)? {
        println!("\n  {}\n", terminal::bold(&format!("For example, {}:", example.path)));
        for line in example.program.trim_end().lines() {
            println!("{}", format!("      {line}").trim_end());
        }
        let version = example.version.map_or(String::new(), |version| format!(" ({version})"));
        println!("\n  {}\n", terminal::bold(&format!("This is said of it{version}:")));
        println!("{}", example.said.trim_end());
    }
    Ok(Exit::Passed)
}

fn paragraph(verdict: Verdict) -> String {
    format!("{}\n{}", terminal::verdict(verdict, 0), wrapped(verdict.explain(), WIDTH))
}

/// `text` in lines of at most `width` characters, indented by two; a longer word gets a line of its own.
fn wrapped(text: &str, width: usize) -> String {
    let mut lines = vec![String::from(" ")];
    for word in text.split_whitespace() {
        let line = lines.last_mut().expect("there is a first line");
        if line.chars().count() + 1 + word.chars().count() > width && !line.trim().is_empty() {
            lines.push(format!("  {word}"));
        } else {
            *line += &format!(" {word}");
        }
    }
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paragraph_is_broken_between_words() {
        assert_eq!(wrapped("one two three", 9), "  one two\n  three");
    }
}
