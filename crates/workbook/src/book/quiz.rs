//! `{{#quiz ID}}` … `{{/quiz}}`: a question with its answers, and what is to be said about each of them.
//!
//! The question and its answers stay Markdown. `assets/quiz.js` makes a form of them; without a script, and on
//! paper, they are two lists. Where the answers can be computed or were recorded, a key that is wrong fails
//! the build ([`key`]).

mod key;
mod parse;

use anyhow::{Context, Result, bail};

use super::chapter::Source;
use super::directive::Directive;
use super::html::escape;
use key::Key;
use parse::Question;

/// The last line of a quiz.
pub(super) const END: &str = "{{/quiz}}";

/// How many of these lines belong to the quiz that begins with the first one.
///
/// # Errors
/// It does not end.
pub(super) fn length(lines: &[&str]) -> Result<usize> {
    let ends = |line: &&str| line.trim_end() == END;
    let end = lines.iter().skip(1).position(ends);
    match end.with_context(|| format!("the quiz does not end; write {END} behind its answers"))? {
        end if lines[1..=end].iter().any(|line| line.starts_with("{{#quiz")) => {
            bail!("the next quiz begins before this one ends; write {END} behind its answers")
        }
        end => Ok(end + 2),
    }
}

/// Two questions of one name would share what the reader answered.
pub(super) fn named_twice(place: &str, directive: &Directive<'_>, first: &str) -> String {
    let id = directive.argument;
    format!("{place}: {{{{#quiz {id}}}}}\n    the name `{id}` is taken by the question at {first}")
}

/// The quiz on these lines, the first of which has that number. What is wrong with it goes to `faults`.
pub(super) fn quiz(
    source: &Source<'_>,
    number: usize,
    lines: &[&str],
    faults: &mut Vec<String>,
) -> String {
    let [first, body @ .., _] = lines else { return String::new() };
    let written = head(first).and_then(|(id, key)| {
        let question = parse::question(number + 1, body)?;
        let computed = key.check(source, &question.answers)?;
        Ok(page(source, &id, &key, &question, computed.as_deref(), faults))
    });
    written.unwrap_or_else(|error| {
        faults.push(source.fault(number, first, &error));
        String::new()
    })
}

/// The name of the question, and where its answers come from.
fn head(line: &str) -> Result<(String, Key)> {
    let mut directive = Directive::on_line(line)?.context("this is no directive")?;
    let id = directive.required_argument("a name, such as `locks-lost-update`")?.to_owned();
    if !id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-') {
        bail!("`{id}` is no name of a question; use small letters, digits and `-`");
    }
    let key = Key::read(&mut directive)?;
    directive.no_more_options()?;
    Ok((id, key))
}

/// Question and answers, then which of them are right and why.
fn page(
    source: &Source<'_>,
    id: &str,
    key: &Key,
    question: &Question<'_>,
    computed: Option<&str>,
    faults: &mut Vec<String>,
) -> String {
    let answers = &question.answers;
    let mut expand = |first, lines: &[&str]| source.expand_lines(first, lines, faults);
    let asked = expand(question.first, &question.lines);
    let several = key.hides_how_many() || answers.iter().filter(|answer| answer.right).count() > 1;
    let (mut choices, mut reasons) = (String::new(), String::new());
    for answer in answers {
        let text = expand(answer.number, &answer.text);
        choices.push_str(&format!("<li>\n\n{text}\n</li>\n"));
        let (class, mark) = if answer.right { ("right", "Yes.") } else { ("wrong", "No.") };
        let reason = expand(answer.reason_number, &answer.reason);
        reasons.push_str(&format!(
            "<li class=\"quiz-{class}\">\n\n<strong>{mark}</strong> {}\n</li>\n",
            reason.trim_start()
        ));
    }
    let computed = computed
        .map_or(String::new(), |computed| format!("<p class=\"quiz-computed\">{computed}</p>\n"));
    let kind = if several { "several" } else { "one" };
    let summary = if several { "Answers" } else { "Answer" };
    format!(
        "<workbook-quiz id=\"quiz-{id}\" data-name=\"{id}\" data-kind=\"{kind}\" data-hash=\"{:016x}\">\n\
         <p class=\"quiz-title\"><strong>Question</strong></p>\n\
         <div class=\"quiz-question\">\n\n{asked}\n</div>\n\
         <ol class=\"quiz-answers\" type=\"A\">\n{choices}</ol>\n\
         <details class=\"quiz-key\">\n<summary>{summary}</summary>\n\
         <ol type=\"A\">\n{reasons}</ol>\n{computed}</details>\n</workbook-quiz>",
        hash(question)
    )
}

/// Changes when the question or its answers do (FNV-1a), so that a changed question is asked anew.
fn hash(question: &Question<'_>) -> u64 {
    let marks = question.answers.iter().flat_map(|answer| {
        let mark = if answer.right { "[x]" } else { "[ ]" };
        [mark].into_iter().chain(answer.text.iter().copied())
    });
    let lines = question.lines.iter().copied().chain(marks);
    lines.flat_map(|line| line.bytes().chain([b'\n'])).fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// `name` as a link to where the book shows that listing.
fn listing_link(source: &Source<'_>, name: &str) -> String {
    let shown = format!("<code>{}</code>", escape(name));
    match source.places.listing(name, source.page) {
        Some((page, id)) => format!("<a href=\"{}\">{shown}</a>", escape(&source.link(page, id))),
        None => shown,
    }
}

#[cfg(test)]
mod tests;
