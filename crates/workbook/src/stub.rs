//! The learner's stub, derived from the solution, so that signatures and docs exist once.
//!
//! In a solution, the lines that are the answer stand in a region:
//!
//! ```text
//!     // ANSWER
//!     // | todo!("add 1, in one step that no other thread can enter")
//!     self.count.fetch_add(1, Ordering::Relaxed);
//!     // END
//! ```
//!
//! The stub has the `// | ` lines in its place, without that prefix. A line that starts with `//! SOLUTION` or
//! `// SOLUTION` is for readers of the solution, and the stub leaves it out.

use anyhow::{bail, ensure};

enum Line<'a> {
    /// `// ANSWER`
    Begin,
    /// `// END`
    End,
    /// `// | ` inside a region: the indentation, and what the stub says.
    Shipped(&'a str, &'a str),
    /// A line of the answer.
    Answer(&'a str),
    /// A comment on the solution.
    Comment(&'a str),
    /// A line that solution and stub share.
    Shared(&'a str),
}

/// The file that learners start from.
///
/// # Errors
/// When the solution's regions are not closed, nested, or missing.
pub(crate) fn derive(solution: &str) -> anyhow::Result<String> {
    let mut stub = String::new();
    let mut regions = 0;
    for line in lines(solution)? {
        match line {
            Line::Begin => regions += 1,
            Line::Shipped(_, "") => stub.push('\n'),
            Line::Shipped(indent, text) => stub += &format!("{indent}{text}\n"),
            Line::Shared(text) => stub += &format!("{text}\n"),
            Line::End | Line::Answer(_) | Line::Comment(_) => {}
        }
    }
    ensure!(regions > 0, "it has no `// ANSWER` … `// END` region");
    Ok(stub)
}

/// The solution as it is shown to a learner: without the marks.
///
/// # Errors
/// As [`derive()`], but a file without regions is shown as it is.
pub(crate) fn readable(solution: &str) -> anyhow::Result<String> {
    let mut text = String::new();
    for line in lines(solution)? {
        match line {
            Line::Answer(line) | Line::Shared(line) => text += &format!("{line}\n"),
            Line::Comment(line) => text += &format!("{}\n", line.replacen("SOLUTION ", "", 1)),
            Line::Begin | Line::End | Line::Shipped(..) => {}
        }
    }
    Ok(text)
}

fn lines(solution: &str) -> anyhow::Result<Vec<Line<'_>>> {
    let mut inside = None;
    let mut lines = Vec::new();
    for (number, line) in (1..).zip(solution.lines()) {
        let text = line.trim_start();
        let indent = &line[..line.len() - text.len()];
        lines.push(match (text.trim_end(), inside) {
            ("// ANSWER", None) => {
                inside = Some(number);
                Line::Begin
            }
            ("// ANSWER", Some(begun)) => {
                bail!("line {number} begins an ANSWER inside the one of line {begun}")
            }
            ("// END", Some(_)) => {
                inside = None;
                Line::End
            }
            ("// END", None) => bail!("line {number} has an END without an ANSWER"),
            ("// |", Some(_)) => Line::Shipped(indent, ""),
            (_, Some(_)) => match text.strip_prefix("// | ") {
                Some(shipped) => Line::Shipped(indent, shipped),
                None => Line::Answer(line),
            },
            (comment, None) if is_comment_on_solution(comment) => Line::Comment(line),
            (_, None) => Line::Shared(line),
        });
    }
    if let Some(begun) = inside {
        bail!("the ANSWER of line {begun} has no END");
    }
    Ok(lines)
}

fn is_comment_on_solution(text: &str) -> bool {
    let Some(comment) = text.strip_prefix("//!").or_else(|| text.strip_prefix("//")) else {
        return false;
    };
    let comment = comment.trim_start();
    comment == "SOLUTION" || comment.starts_with("SOLUTION ")
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOLUTION: &str = "\
//! Counts.
//! SOLUTION One step is enough.

// ANSWER
// | use std::sync::Mutex;
use std::sync::atomic::AtomicU64;
// END

impl Counter {
    pub fn add(&self) {
        // ANSWER
        // | // Your part.
        // |
        // | todo!(\"add 1\")
        self.0.fetch_add(1, Relaxed); // END of it
        // END
    }
}
";

    #[test]
    fn the_stub_has_the_marked_lines_in_place_of_the_answer() {
        let expected = "\
//! Counts.

use std::sync::Mutex;

impl Counter {
    pub fn add(&self) {
        // Your part.

        todo!(\"add 1\")
    }
}
";
        assert_eq!(derive(SOLUTION).expect("the regions are closed"), expected);
    }

    #[test]
    fn the_readable_solution_has_the_answer_and_no_marks() {
        let expected = "\
//! Counts.
//! One step is enough.

use std::sync::atomic::AtomicU64;

impl Counter {
    pub fn add(&self) {
        self.0.fetch_add(1, Relaxed); // END of it
    }
}
";
        assert_eq!(readable(SOLUTION).expect("the regions are closed"), expected);
    }

    #[test]
    fn marks_that_do_not_pair_are_named_with_their_line() {
        let said = |text: &str| derive(text).expect_err("the marks are wrong").to_string();
        assert_eq!(said("// ANSWER\nlet a;\n"), "the ANSWER of line 1 has no END");
        assert_eq!(said("\n// END\n"), "line 2 has an END without an ANSWER");
        let nested = said("// ANSWER\n// ANSWER\n// END\n");
        assert_eq!(nested, "line 2 begins an ANSWER inside the one of line 1");
        assert_eq!(said("fn f() {}\n"), "it has no `// ANSWER` … `// END` region");
    }
}
