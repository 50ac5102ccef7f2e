//! The page of the class: everybody's points, and what the exercises came to.

use std::collections::BTreeMap;

use interleave::Verdict;

use super::super::results::{Exercise, Status, Submission};
use super::page::{page as whole, points, provenance, text};
use super::plot::{self, Bars};
use super::student::{title, verdict};
use crate::terminal::count;
use crate::workspace::Workspace;

/// The page as HTML. `names` are those of the students' pages.
pub(super) fn page(workspace: &Workspace, class: &[Submission], names: &[String]) -> String {
    let Some(first) = class.first() else { return String::new() };
    let mut body = format!(
        "<h1>{}</h1>\n<p class=\"lead\">{}. Half of the class has {} of {} points or more.</p>\n",
        text(&first.assignment.title),
        count(class.len(), "submission"),
        points(median(class)),
        points(first.max)
    );
    body += &trouble(class, names);
    body += "<h2 id=\"exercises\">Exercises</h2>\n";
    let bars: Vec<Bars> = first.exercises.iter().map(|one| bars(workspace, class, one)).collect();
    body += &plot::table(&bars, class.len());
    body += &students(class, names);
    body += &provenance(first);
    whole(&first.assignment.title, "", false, &body)
}

/// The points that half of the class have or exceed.
fn median(class: &[Submission]) -> f64 {
    let mut all: Vec<f64> = class.iter().map(|line| line.points).collect();
    all.sort_by(f64::total_cmp);
    let middle = all.len() / 2;
    if all.len().is_multiple_of(2) { (all[middle - 1] + all[middle]) / 2.0 } else { all[middle] }
}

/// What somebody has to do something about.
fn trouble(class: &[Submission], names: &[String]) -> String {
    let mut by_status: BTreeMap<Status, Vec<String>> = BTreeMap::new();
    for (line, name) in class.iter().zip(names) {
        if line.status >= Status::Rejected {
            by_status.entry(line.status).or_default().push(link(line, name));
        }
    }
    let flagged: Vec<String> = class
        .iter()
        .zip(names)
        .filter(|(line, _)| !line.review.is_empty())
        .map(|(line, name)| link(line, name))
        .collect();
    let mut items: Vec<String> = by_status
        .iter()
        .rev()
        .map(|(status, links)| {
            format!("<li><strong>{}</strong>: {}</li>\n", status.words(), links.join(", "))
        })
        .collect();
    if !flagged.is_empty() {
        items.push(format!("<li>marked for review: {}</li>\n", flagged.join(", ")));
    }
    match items.is_empty() {
        true => String::new(),
        false => {
            format!("<h2 id=\"attention\">To be looked at</h2>\n<ul>\n{}</ul>\n", items.concat())
        }
    }
}

fn bars(workspace: &Workspace, class: &[Submission], exercise: &Exercise) -> Bars {
    let mut parts: BTreeMap<(usize, String), usize> = BTreeMap::new();
    for other in class.iter().flat_map(|line| &line.exercises) {
        if other.name == exercise.name {
            *parts.entry(kind(other)).or_default() += 1;
        }
    }
    let parts = parts.into_iter().map(|((_, name), number)| (name, number)).collect();
    Bars { title: title(workspace, exercise), parts }
}

/// With which bar an exercise counts, and where that stands: the verdicts in the book's order, then the rest.
fn kind(exercise: &Exercise) -> (usize, String) {
    let named = match exercise.status {
        Status::Graded | Status::CompileError => exercise.verdict.as_deref(),
        _ => None,
    };
    match named {
        Some(name) => {
            let place = Verdict::ALL.iter().position(|verdict| verdict.name() == name);
            (place.unwrap_or(Verdict::ALL.len()), name.to_owned())
        }
        None => {
            (Verdict::ALL.len() + 1 + exercise.status as usize, exercise.status.words().to_owned())
        }
    }
}

fn students(class: &[Submission], names: &[String]) -> String {
    let mut out = String::from(
        "<h2 id=\"students\">Students</h2>\n<table>\n<thead><tr><th scope=\"col\">Student</th>\
         <th scope=\"col\" class=\"number\">Points</th>",
    );
    let exercises = class.first().map_or(&[][..], |line| &line.exercises);
    for exercise in exercises {
        out += &format!("<th scope=\"col\"><code>{}</code></th>", text(&exercise.name));
    }
    out += "</tr></thead>\n<tbody>\n";
    for (line, name) in class.iter().zip(names) {
        out += &format!(
            "<tr><th scope=\"row\">{}</th><td class=\"number\">{}</td>",
            link(line, name),
            points(line.points)
        );
        for exercise in &line.exercises {
            out += &format!("<td>{}</td>", verdict(exercise.verdict.as_deref(), exercise.status));
        }
        out += "</tr>\n";
    }
    out + "</tbody>\n</table>\n"
}

fn link(line: &Submission, name: &str) -> String {
    format!("<a href=\"students/{}.html\">{}</a>", text(name), text(line.called()))
}
