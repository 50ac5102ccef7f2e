//! `cargo workbook explain`: what a verdict means.

use interleave::Verdict;

use super::Exit;
use crate::{select, terminal};

/// The width that a paragraph is broken at, in columns.
const WIDTH: usize = 78;

/// Explains the verdict with that name; lists them all without one.
///
/// # Errors
/// When there is no such verdict.
pub(crate) fn run(typed: &str) -> anyhow::Result<Exit> {
    let verdicts = match typed.trim() {
        "" => Verdict::ALL.to_vec(),
        typed => vec![select::verdict(typed)?],
    };
    for (index, verdict) in verdicts.into_iter().enumerate() {
        let gap = if index == 0 { "" } else { "\n" };
        println!("{gap}{}", terminal::verdict(verdict, 0));
        println!("{}", wrapped(verdict.explain(), WIDTH));
    }
    Ok(Exit::Passed)
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
