//! A quiz as it is written: the question, then a task list of answers, each with its reason in a quotation.

use anyhow::{Result, bail};

/// What stands between the first and the last line of a quiz.
#[derive(Debug)]
pub(super) struct Question<'a> {
    /// The number of its first line.
    pub(super) first: usize,
    pub(super) lines: Vec<&'a str>,
    pub(super) answers: Vec<Answer<'a>>,
}

/// One item of the task list.
#[derive(Debug)]
pub(super) struct Answer<'a> {
    /// The number of its first line.
    pub(super) number: usize,
    pub(super) right: bool,
    /// Without the mark and the indentation.
    pub(super) text: Vec<&'a str>,
    pub(super) reason_number: usize,
    pub(super) reason: Vec<&'a str>,
}

impl<'a> Answer<'a> {
    /// The code that the answer begins with: what a code span or a code block holds.
    pub(super) fn code(&self) -> Option<String> {
        let first = self.text.first()?;
        let fence: String = first.chars().take_while(|&c| c == '`' || c == '~').collect();
        if fence.len() >= 3 {
            let inside = self.text.iter().skip(1).take_while(|line| !line.starts_with(&fence));
            return Some(inside.copied().collect::<Vec<_>>().join("\n").trim().to_owned());
        }
        let (code, _) = first.strip_prefix('`')?.split_once('`')?;
        Some(code.trim().to_owned())
    }
}

/// Whether this line begins an answer: if it is a right one, and its text.
fn mark(line: &str) -> Option<(bool, &str)> {
    let rest = line.strip_prefix("- [")?;
    let (tick, text) = rest.split_once("] ")?;
    match tick {
        " " => Some((false, text)),
        "x" => Some((true, text)),
        _ => None,
    }
}

/// Reads the lines between `{{#quiz}}` and `{{/quiz}}`; `first` is the number of the first of them.
///
/// # Errors
/// There is no question, fewer than two answers, no right one, one without a reason or without text, or text
/// that belongs to none of them.
pub(super) fn question<'a>(first: usize, lines: &[&'a str]) -> Result<Question<'a>> {
    let asked = lines.iter().take_while(|line| mark(line).is_none()).count();
    let mut answers: Vec<Answer<'a>> = Vec::new();
    for (number, &line) in (first..).zip(lines).skip(asked) {
        match (mark(line), answers.last_mut()) {
            (Some((right, text)), _) => {
                let text = vec![text.trim()];
                let reason = Vec::new();
                answers.push(Answer { number, right, text, reason_number: number, reason });
            }
            (None, Some(answer)) => answer.go_on(number, line)?,
            (None, None) => unreachable!("the lines before the first answer are the question"),
        }
    }
    let question = Question { first, lines: lines[..asked].to_vec(), answers };
    question.check()?;
    Ok(question)
}

impl<'a> Answer<'a> {
    fn go_on(&mut self, number: usize, line: &'a str) -> Result<()> {
        let Some(line) = line.strip_prefix("  ").or(line.trim().is_empty().then_some("")) else {
            bail!(
                "line {number}: `{line}` belongs to no answer; the question stands before the answers, and what \
                 goes on with an answer is indented by two spaces"
            );
        };
        let in_reason = !self.reason.is_empty();
        match line.strip_prefix('>') {
            Some(quoted) => {
                if !in_reason {
                    self.reason_number = number;
                }
                self.reason.push(quoted.strip_prefix(' ').unwrap_or(quoted));
            }
            None if in_reason && line.is_empty() => {}
            None if in_reason => {
                bail!("line {number}: `{line}` stands behind the reason, which ends an answer")
            }
            None => self.text.push(line),
        }
        Ok(())
    }
}

impl Question<'_> {
    fn check(&self) -> Result<()> {
        if self.lines.iter().all(|line| line.trim().is_empty()) {
            bail!("there is no question before the answers");
        }
        if self.answers.len() < 2 {
            bail!(
                "a question needs two answers or more, each on a line `- [ ] …`, or `- [x] …` if it is right"
            );
        }
        for answer in &self.answers {
            let number = answer.number;
            if answer.text.concat().trim().is_empty() {
                bail!("line {number}: the answer has no text");
            }
            if answer.reason.concat().trim().is_empty() {
                bail!(
                    "line {number}: the answer {} has no reason; write one below it, as `  > Because …`",
                    answer.text[0]
                );
            }
        }
        if !self.answers.iter().any(|answer| answer.right) {
            bail!("no answer is right; mark those that are with `[x]`");
        }
        Ok(())
    }
}
