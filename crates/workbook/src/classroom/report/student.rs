//! The page of one student: what came of each exercise, the timeline of each failure, and a hint.

use interleave::Verdict;

use super::super::results::{Exercise, Outcome, Status, Submission, Test};
use super::page::{page as whole, points, provenance, sentence, text};
use crate::book;
use crate::chapter;
use crate::select;
use crate::workspace::Workspace;

/// The longest report, in bytes of JSON, that is drawn; a run of so many steps is nothing to read.
const LONGEST: usize = 256 << 10;

/// The page as HTML.
pub(super) fn page(workspace: &Workspace, line: &Submission) -> String {
    let mut body = format!(
        "<h1>{}</h1>\n<p class=\"lead\">{}: <strong>{} of {} points</strong></p>\n",
        text(&line.assignment.title),
        text(line.called()),
        points(line.points),
        points(line.max)
    );
    if line.status != Status::Graded && !line.message.is_empty() {
        body += &format!(
            "<p class=\"alert\"><strong>{}</strong>: {}</p>\n",
            line.status.words(),
            sentence(&line.message)
        );
    }
    body += &overview(workspace, line);
    for exercise in &line.exercises {
        body += &section(workspace, exercise);
    }
    body += &review(line);
    body += &provenance(line);
    let title = format!("{}: {}", line.assignment.title, line.called());
    whole(&title, "../", body.contains("<interleaving-player"), &body)
}

/// A line for each exercise.
fn overview(workspace: &Workspace, line: &Submission) -> String {
    let mut out = String::from(
        "<table>\n<caption>Exercises</caption>\n<thead><tr><th scope=\"col\">Exercise</th>\
         <th scope=\"col\">Verdict</th><th scope=\"col\" class=\"number\">Points</th></tr></thead>\n<tbody>\n",
    );
    for exercise in &line.exercises {
        out += &format!(
            "<tr><th scope=\"row\"><a href=\"#{}\">{}</a></th><td>{}</td><td class=\"number\">{} of {}</td></tr>\n",
            anchor(&exercise.name),
            sentence(&title(workspace, exercise)),
            verdict(exercise.verdict.as_deref(), exercise.status),
            points(exercise.points),
            points(exercise.max)
        );
    }
    out + "</tbody>\n</table>\n"
}

fn section(workspace: &Workspace, exercise: &Exercise) -> String {
    let mut out = format!(
        "<section id=\"{}\">\n<h2>{} <small><code>{}</code></small></h2>\n<p>{}",
        anchor(&exercise.name),
        sentence(&title(workspace, exercise)),
        text(&exercise.name),
        verdict(exercise.verdict.as_deref(), exercise.status),
    );
    if !exercise.message.is_empty() {
        out += &format!(": {}", sentence(&exercise.message));
    }
    out += "</p>\n";
    let known = exercise.verdict.as_deref().and_then(Verdict::from_name);
    if let Some(known) = known.filter(|known| *known != Verdict::Passed) {
        out += &format!("<p>{}</p>\n", sentence(known.explain()));
        out += &hint(workspace, exercise, known);
    }
    if !exercise.compiler.is_empty() {
        out += &format!("<pre tabindex=\"0\">{}</pre>\n", text(&exercise.compiler));
    }
    if !exercise.tests.is_empty() {
        out += &tests(exercise);
        for test in exercise.tests.iter().filter(|test| test.outcome != Outcome::Pass) {
            out += &timeline(test);
        }
    }
    out + "</section>\n"
}

/// The hint that a learner who asks for one gets first.
fn hint(workspace: &Workspace, exercise: &Exercise, verdict: Verdict) -> String {
    let Ok(found) = select::exercise(workspace, &exercise.name) else { return String::new() };
    let hints: &[chapter::Hint] = &found.entry.hints;
    let fits = hints.iter().find(|hint| hint.is_for(verdict));
    // The compiler has said what is wrong; a hint on the exercise would lead away from it.
    let general = hints.iter().find(|hint| hint.verdict.is_none());
    match fits.or(general.filter(|_| verdict != Verdict::DoesNotCompile)) {
        Some(hint) => {
            format!("<p class=\"hint\"><strong>Hint</strong>: {}</p>\n", sentence(hint.text.trim()))
        }
        None => String::new(),
    }
}

fn tests(exercise: &Exercise) -> String {
    let mut out = String::from(
        "<table tabindex=\"0\">\n<caption>Tests</caption>\n<thead><tr><th scope=\"col\">Test</th><th scope=\"col\">About</th>\
         <th scope=\"col\">Outcome</th><th scope=\"col\" class=\"number\">Points</th></tr></thead>\n<tbody>\n",
    );
    for test in &exercise.tests {
        let class = if test.outcome == Outcome::Pass { "good" } else { "bad" };
        let more = match &test.verdict {
            Some(verdict) if test.outcome != Outcome::Pass => format!(", {}", text(verdict)),
            _ => String::new(),
        };
        out += &format!(
            "<tr><th scope=\"row\"><code>{}</code></th><td>{}</td><td class=\"{class}\">{}{more}</td>\
             <td class=\"number\">{} of {}</td></tr>\n",
            text(&test.name),
            text(&test.property),
            test.outcome.words(),
            points(test.points),
            points(test.max)
        );
    }
    out + "</tbody>\n</table>\n"
}

/// The run that shows what went wrong; the words alone if it is none that can be drawn.
fn timeline(test: &Test) -> String {
    let title = format!("In {}", test.name);
    let drawn = test.report.as_ref().and_then(|report| {
        let json = report.to_string();
        (json.len() <= LONGEST).then(|| book::recorded(&json, &title).ok()).flatten()
    });
    match drawn {
        Some(drawn) => drawn + "\n",
        None if test.message.is_empty() => String::new(),
        None => {
            format!("<p><strong>{}</strong>: {}</p>\n", text(&title), sentence(&test.message))
        }
    }
}

fn review(line: &Submission) -> String {
    if line.review.is_empty() {
        return String::new();
    }
    let items: String = line
        .review
        .iter()
        .map(|flag| {
            format!(
                "<li><code>{}</code>, line {}: {}</li>\n",
                text(&flag.file),
                flag.line,
                text(&flag.what)
            )
        })
        .collect();
    format!(
        "<section>\n<h2>To be looked at</h2>\n<p>This costs no points.</p>\n<ul>\n{items}</ul>\n</section>\n"
    )
}

/// A verdict, or what stands in its place.
pub(super) fn verdict(verdict: Option<&str>, status: Status) -> String {
    let class = if verdict == Some(Verdict::Passed.name()) { "good" } else { "bad" };
    let words = match (verdict, status) {
        (Some(verdict), Status::Graded | Status::CompileError) => verdict,
        _ => status.words(),
    };
    format!("<strong class=\"{class}\">{}</strong>", text(words))
}

/// The exercise's title; its name, if this workbook has no such exercise.
pub(super) fn title(workspace: &Workspace, exercise: &Exercise) -> String {
    let found = select::exercise(workspace, &exercise.name);
    found.map_or_else(|_| exercise.name.clone(), |found| found.entry.title.clone())
}

fn anchor(name: &str) -> String {
    name.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect()
}
