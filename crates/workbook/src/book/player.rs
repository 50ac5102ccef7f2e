//! `{{#player NAME}}`: a recorded run as a table, and the same run as data for the script that plays it.
//!
//! The table is what print, search and readers without JavaScript get; `assets/player.js` puts its
//! controls in front of it.

use std::path::Path;

use anyhow::{Context, Result, bail};
use interleave::Verdict;

use super::chapter::Source;
use super::directive::Directive;
use super::html::{escape, inline_code};
use super::listing::{RECORD, read};
use super::trace::Trace;

/// Options: `title="…"`, and `reveal="step"` to keep the steps to come out of sight.
pub(super) fn player(source: &Source<'_>, directive: &mut Directive<'_>) -> Result<String> {
    let name = directive.required_argument("the name of a recorded run")?;
    let path = format!("book/listings/recorded/{name}.json");
    let json = read(source.root, &path, RECORD)?;
    let reveal = match directive.take("reveal") {
        None => "",
        Some("step") => " reveal=\"step\"",
        Some(other) => bail!("`reveal` is \"step\", not \"{other}\""),
    };
    let fallback = format!("One run of {name}");
    let title = directive.take("title");
    element(&json, title, &fallback, reveal, |verdict| source.verdict_link(verdict))
        .with_context(|| format!("{path}: {RECORD}"))
}

/// A run as `interleave` reports it, for any page that has the player's scripts, and to be read without them.
///
/// # Errors
/// When it is no such run, or a step of it points nowhere.
pub(crate) fn recorded(json: &str, title: &str) -> Result<String> {
    element(json, Some(title), title, "", |_| None)
}

/// The element, with `link` from its verdict to where that is explained.
fn element(
    json: &str,
    title: Option<&str>,
    fallback: &str,
    reveal: &str,
    link: impl Fn(&str) -> Option<String>,
) -> Result<String> {
    let trace = Trace::read(json)?;
    if !Verdict::ALL.iter().any(|verdict| verdict.name() == trace.verdict) {
        bail!("there is no verdict {:?}", trace.verdict);
    }
    let title = match (title, trace.main_file()) {
        (Some(title), _) => title.to_owned(),
        (None, Some(file)) => format!("One run of {}", base_name(file)),
        (None, None) => fallback.to_owned(),
    };
    let payload = data(json)?;
    Ok(format!(
        "<interleaving-player data-title=\"{}\"{reveal}>\n{}{}\
         <script type=\"application/json\">{payload}</script>\n</interleaving-player>",
        escape(&title),
        table(&trace, &title),
        ending(&trace, link(&trace.verdict).as_deref()),
    ))
}

fn base_name(file: &str) -> &str {
    Path::new(file).file_name().and_then(|name| name.to_str()).unwrap_or(file)
}

/// JSON as it may stand in a script element.
pub(super) fn data(json: &str) -> Result<String> {
    let payload: serde_json::Value = serde_json::from_str(json)?;
    // `<` cannot end the script, nor open a comment in it, when it is written as an escape.
    Ok(payload.to_string().replace('<', "\\u003c"))
}

/// One column for each thread, one row for each event, time runs down.
pub(super) fn table(trace: &Trace, title: &str) -> String {
    let mut out = format!(
        "<table>\n<caption>{}</caption>\n<thead><tr><th scope=\"col\">Step</th>",
        escape(title)
    );
    for thread in &trace.threads {
        out.push_str(&format!("<th scope=\"col\">{}</th>", escape(&thread.name)));
    }
    out.push_str("<th scope=\"col\">Line</th></tr></thead>\n<tbody>\n");
    let mut waiting = vec![false; trace.threads.len()];
    for (number, event) in (1..).zip(&trace.events) {
        out.push_str(&format!("<tr><th scope=\"row\">{number}</th>"));
        waiting[event.thread] = event.blocks();
        for (thread, waits) in waiting.iter().enumerate() {
            let class = if *waits { " class=\"waits\"" } else { "" };
            let text = if thread == event.thread { told(&event.text) } else { String::new() };
            out.push_str(&format!("<td{class}>{text}</td>"));
        }
        let line = event.line.map_or(String::new(), |line| line.to_string());
        out.push_str(&format!("<td>{line}</td></tr>\n"));
    }
    out.push_str("</tbody>\n</table>\n");
    out
}

/// Text from the run. It may have lines, and a blank one would end the HTML.
fn told(text: &str) -> String {
    inline_code(text.trim()).replace('\n', "<br>")
}

/// How the run ended, under the table.
pub(super) fn ending(trace: &Trace, link: Option<&str>) -> String {
    let name = escape(&trace.verdict);
    let name = link.map_or(name.clone(), |link| format!("<a href=\"{}\">{name}</a>", escape(link)));
    let mut out =
        format!("<p class=\"verdict\"><strong>{name}</strong>: {}</p>\n", told(&trace.message));
    if !trace.details.is_empty() {
        out.push_str("<ul>\n");
        for detail in &trace.details {
            out.push_str(&format!("<li>{}</li>\n", told(detail)));
        }
        out.push_str("</ul>\n");
    }
    out
}

#[cfg(test)]
mod tests;
