//! The part of a file between `ANCHOR: name` and `ANCHOR_END: name`.

use anyhow::{Result, bail};

/// Code ready to be shown.
#[derive(Debug, PartialEq)]
pub(in crate::book) struct Excerpt {
    /// Without the indentation that all its lines share.
    pub(in crate::book) code: String,
    /// Its first line in the file, counted from 1.
    pub(in crate::book) first_line: usize,
}

/// Cuts out the region called `anchor`; without one, the whole file. Lines that hold a marker are left out.
///
/// # Errors
/// There is no such anchor, or it is not closed, opened twice, or empty.
pub(in crate::book) fn excerpt(file: &str, anchor: Option<&str>) -> Result<Excerpt> {
    let mut lines: Vec<(usize, &str)> = Vec::new();
    let mut state = if anchor.is_some() { State::Before } else { State::Inside };
    let mut names = Vec::new();
    for (number, line) in (1..).zip(file.lines()) {
        match Marker::on_line(line) {
            Some(Marker::Start(name)) => {
                names.push(name);
                if Some(name) == anchor {
                    if state != State::Before {
                        bail!("line {number}: the anchor `{name}` starts a second time");
                    }
                    state = State::Inside;
                }
            }
            Some(Marker::End(name)) if Some(name) == anchor => {
                if state != State::Inside {
                    bail!("line {number}: the anchor `{name}` ends without having started");
                }
                state = State::After;
            }
            Some(Marker::End(_) | Marker::Answer) => {}
            None if state == State::Inside => lines.push((number, line)),
            None => {}
        }
    }
    match (anchor, state) {
        (Some(name), State::Before) => bail!("no anchor `{name}`; {}", known(&names)),
        (Some(name), State::Inside) => {
            bail!("the anchor `{name}` is not closed; add `// ANCHOR_END: {name}`");
        }
        _ => {}
    }
    let is_blank = |line: &&(usize, &str)| line.1.trim().is_empty();
    let start = lines.iter().take_while(is_blank).count();
    let end = lines.len() - lines[start..].iter().rev().take_while(is_blank).count();
    let lines = &lines[start..end];
    let Some(&(first_line, _)) = lines.first() else { bail!("there is no code to show") };
    Ok(Excerpt { code: dedent(lines), first_line })
}

#[derive(Clone, Copy, PartialEq)]
enum State {
    Before,
    Inside,
    After,
}

fn known(names: &[&str]) -> String {
    if names.is_empty() {
        return "the file has none; write `// ANCHOR: NAME` and `// ANCHOR_END: NAME` around the lines".into();
    }
    format!("the file has {}", names.join(", "))
}

/// A comment that is there for us, and that no reader should see.
enum Marker<'a> {
    Start(&'a str),
    End(&'a str),
    /// One of those that say which part of a solution is the answer.
    Answer,
}

impl<'a> Marker<'a> {
    fn on_line(line: &'a str) -> Option<Self> {
        let line = line.trim();
        let comment = line.strip_prefix("//").or_else(|| line.strip_prefix('#'))?;
        let comment = comment.strip_prefix('!').unwrap_or(comment).trim();
        if let Some(name) = comment.strip_prefix("ANCHOR:") {
            return Some(Self::Start(name.trim()));
        }
        if let Some(name) = comment.strip_prefix("ANCHOR_END:") {
            return Some(Self::End(name.trim()));
        }
        let is_answer = matches!(comment, "ANSWER" | "END" | "|")
            || comment.starts_with("| ")
            || comment.starts_with("SOLUTION ");
        is_answer.then_some(Self::Answer)
    }
}

fn dedent(lines: &[(usize, &str)]) -> String {
    let indent = |line: &str| line.len() - line.trim_start().len();
    let filled = lines.iter().filter(|(_, line)| !line.trim().is_empty());
    let shared = filled.map(|(_, line)| indent(line)).min().unwrap_or(0);
    let mut code = String::new();
    for (_, line) in lines {
        let line = line.get(shared..).unwrap_or("");
        // What the compiler refuses is marked for the tests.
        let shown = line.split_once("//~ ").map_or(line, |(code, _)| code);
        code.push_str(shown.trim_end());
        code.push('\n');
    }
    code
}

#[cfg(test)]
mod tests {
    use super::excerpt;

    const FILE: &str = "\
use std::thread;
fn main() {
    // ANCHOR: both
    // ANCHOR: first
    if true {
        one();
    }
    // ANCHOR_END: first

    two();
    // ANCHOR_END: both
    // ANCHOR: open
}
";

    fn error(file: &str, anchor: &str) -> String {
        excerpt(file, Some(anchor)).expect_err("this anchor is wrong").to_string()
    }

    #[test]
    fn a_region_is_dedented_and_knows_its_line() {
        let found = excerpt(FILE, Some("first")).unwrap();
        assert_eq!(found.code, "if true {\n    one();\n}\n");
        assert_eq!(found.first_line, 5);
    }

    #[test]
    fn markers_of_other_regions_are_left_out() {
        let found = excerpt(FILE, Some("both")).unwrap();
        assert_eq!(found.code, "if true {\n    one();\n}\n\ntwo();\n");
        assert!(!excerpt(FILE, None).unwrap().code.contains("ANCHOR"));
    }

    #[test]
    fn markers_of_an_answer_are_left_out() {
        let file = "//! SOLUTION one way\nlet a = 1;\n// ANSWER\n// | todo!()\nadd();\n// END\n";
        assert_eq!(excerpt(file, None).unwrap().code, "let a = 1;\nadd();\n");
    }

    #[test]
    fn the_mark_of_a_refused_line_is_left_out() {
        assert_eq!(excerpt("    a = b; //~ E0382\n", None).unwrap().code, "a = b;\n");
    }

    #[test]
    fn a_python_comment_marks_a_region_too() {
        assert_eq!(
            excerpt("# ANCHOR: a\nx = 1\n# ANCHOR_END: a\n", Some("a")).unwrap().code,
            "x = 1\n"
        );
    }

    #[test]
    fn an_unknown_anchor_is_refused_with_those_there_are() {
        assert_eq!(error(FILE, "frist"), "no anchor `frist`; the file has both, first, open");
        assert!(error("fn main() {}\n", "x").contains("the file has none"));
    }

    #[test]
    fn a_broken_anchor_is_refused() {
        assert!(error(FILE, "open").contains("not closed; add `// ANCHOR_END: open`"));
        assert!(error("// ANCHOR_END: a\n", "a").contains("line 1: the anchor `a` ends without"));
        let twice = "// ANCHOR: a\nx\n// ANCHOR_END: a\n// ANCHOR: a\n";
        assert!(error(twice, "a").contains("line 4: the anchor `a` starts a second time"));
        assert_eq!(error("// ANCHOR: a\n\n// ANCHOR_END: a\n", "a"), "there is no code to show");
    }
}
