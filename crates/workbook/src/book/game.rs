//! `{{#game NAME}}`: the reader is the scheduler of a program, and tries to make it fail.
//!
//! The page gets the graph of all interleavings as data, for `assets/game.js`. Print, search and readers without
//! JavaScript get the shortest way to the failure as a table.

use std::collections::VecDeque;

use anyhow::{Context, Result, bail};
use interleave::Verdict;
use serde::Deserialize;
use serde_json::{Value, json};

use super::chapter::Source;
use super::directive::Directive;
use super::html::{escape, inline_code};
use super::listing::{RECORD, read};
use super::player::{data, ending, table};
use super::trace::Trace;

/// The most states on one page, which a reader's browser has to load.
const STATES: usize = 2_000;

/// The graph of a program as `interleave` writes it (JSON, version 1).
#[derive(Deserialize)]
struct Graph {
    version: u32,
    threads: Value,
    objects: Value,
    events: Vec<Value>,
    waits: Vec<Wait>,
    ends: Vec<End>,
    states: Vec<State>,
    sources: Value,
}

/// A thread that cannot go on.
#[derive(Deserialize)]
struct Wait {
    thread: usize,
    object: Option<usize>,
    text: String,
    file: String,
    line: usize,
}

#[derive(Deserialize)]
struct End {
    verdict: String,
    message: String,
    details: Vec<String>,
}

#[derive(Deserialize)]
struct State {
    /// Which thread goes on, the events of that, and the state it leads to.
    #[serde(default)]
    ways: Vec<(usize, Vec<usize>, usize)>,
    #[serde(default)]
    waits: Vec<usize>,
    end: Option<usize>,
}

/// Options, all needed: `title="…"`, `goal="VERDICT"`, `repaired="…"`, the name of the listing that holds.
pub(super) fn game(source: &Source<'_>, directive: &mut Directive<'_>) -> Result<String> {
    let name = directive.required_argument("the name of a listing that leaves a game")?;
    let mut option = |key| {
        directive.take(key).with_context(|| format!("{{{{#game}}}} needs the option {key}=\"…\""))
    };
    let (title, goal, repaired) = (option("title")?, option("goal")?, option("repaired")?);
    if !Verdict::ALL.iter().any(|verdict| verdict.name() == goal) {
        bail!("there is no verdict {goal:?}; `cargo workbook explain` lists them");
    }
    let (broken, broken_json) = graph(source, name)?;
    let (safe, safe_json) = graph(source, repaired)?;
    if let Some(end) = safe.ends.iter().find(|end| end.verdict != Verdict::Passed.name()) {
        bail!("`{repaired}` is no repaired program: it can come to {}", end.verdict);
    }
    let interleavings = interleavings(source, repaired)?;
    let way = broken.way_to(goal).with_context(|| format!("{name}: no way leads to {goal}"))?;
    let trace = broken.trace(&way).with_context(|| format!("the game of {name}; {RECORD}"))?;
    let link = source.verdict_link(goal);
    Ok(format!(
        "<interleaving-game data-name=\"{name}\" data-title=\"{title}\" data-goal=\"{goal}\" \
         data-interleavings=\"{interleavings}\" data-states=\"{states}\">\n\
         <p class=\"ip-title\">{task}</p>\n\
         <details class=\"ig-way\"><summary>The shortest way</summary>\n{table}{ending}</details>\n\
         <script type=\"application/json\">{broken_json}</script>\n\
         <script type=\"application/json\">{safe_json}</script>\n</interleaving-game>",
        name = escape(name),
        title = escape(title),
        task = inline_code(title),
        goal = escape(goal),
        states = broken.states.len() + safe.states.len(),
        table = table(&trace, title),
        ending = ending(&trace, link.as_deref()),
    ))
}

/// A recorded graph, and the same as data for the page.
fn graph(source: &Source<'_>, name: &str) -> Result<(Graph, String)> {
    let path = format!("book/listings/recorded/{name}.game.json");
    let json = read(source.root, &path, RECORD)?;
    let graph: Graph = serde_json::from_str(&json).with_context(|| format!("{path}: {RECORD}"))?;
    graph.check().with_context(|| format!("{path}: {RECORD}"))?;
    Ok((graph, data(&json)?))
}

/// In how many interleavings the repaired program holds, which must be all there are.
fn interleavings(source: &Source<'_>, name: &str) -> Result<u64> {
    let path = format!("book/listings/recorded/{name}.json");
    let report: Value = serde_json::from_str(&read(source.root, &path, RECORD)?)
        .with_context(|| format!("{path}: {RECORD}"))?;
    let explored = &report["explored"];
    match explored["interleavings"].as_u64() {
        Some(count) if report["verdict"] == "PASSED" && explored["exhaustive"] == true => Ok(count),
        _ => bail!("{path}: the repaired program has to pass in every interleaving; {RECORD}"),
    }
}

/// What is wrong with an expanded page that has more states than a page may have.
pub(super) fn too_many_states(page: &str) -> Option<String> {
    let counts = page.split("data-states=\"").skip(1).filter_map(|rest| rest.split('"').next());
    let states: usize = counts.filter_map(|count| count.parse::<usize>().ok()).sum();
    (states > STATES).then(|| {
        format!("the games of this page have {states} states, and {STATES} are allowed; move one to another page")
    })
}

impl Graph {
    /// # Errors
    /// A number points nowhere.
    fn check(&self) -> Result<()> {
        if self.version != 1 {
            bail!("the graph is of version {}; this program reads version 1", self.version);
        }
        for (number, state) in self.states.iter().enumerate() {
            let events = state.ways.iter().flat_map(|way| &way.1).all(|&e| e < self.events.len());
            let targets = state.ways.iter().all(|way| way.2 < self.states.len());
            let waits = state.waits.iter().all(|&wait| wait < self.waits.len());
            let end = state.end.is_none_or(|end| end < self.ends.len() && state.ways.is_empty());
            if !(events && targets && waits && end && state.ways.is_empty() == state.end.is_some())
            {
                bail!("state {number} cannot be read");
            }
        }
        Ok(())
    }

    /// The shortest way from the start to an end with this verdict: states, with the number of the way taken from
    /// each; the last is the end.
    fn way_to(&self, goal: &str) -> Option<Vec<(usize, usize)>> {
        let mut from: Vec<Option<(usize, usize)>> = vec![None; self.states.len()];
        let mut open = VecDeque::from([0]);
        while let Some(at) = open.pop_front() {
            let state = &self.states[at];
            if state.end.is_some_and(|end| self.ends[end].verdict == goal) {
                let mut path = vec![(at, 0)];
                while let Some(step) = from[path[path.len() - 1].0] {
                    path.push(step);
                }
                path.reverse();
                return Some(path);
            }
            for (number, way) in state.ways.iter().enumerate() {
                if way.2 != 0 && from[way.2].is_none() {
                    from[way.2] = Some((at, number));
                    open.push_back(way.2);
                }
            }
        }
        None
    }

    /// The run that takes this way.
    fn trace(&self, path: &[(usize, usize)]) -> Result<Trace> {
        let mut events: Vec<Value> = Vec::new();
        for step in path.windows(2) {
            let [(at, way), (to, _)] = step else { unreachable!("windows of two") };
            let told = &self.states[*at].ways[*way].1;
            events.extend(told.iter().map(|&event| self.events[event].clone()));
            let waited = |wait: &Wait| {
                self.states[*at].waits.iter().any(|&w| self.waits[w].thread == wait.thread)
            };
            let waits = self.states[*to].waits.iter().map(|&wait| &self.waits[wait]);
            events.extend(waits.filter(|wait| !waited(wait)).map(blocked));
        }
        let end = path.last().and_then(|&(at, _)| self.states[at].end).context("no end")?;
        let End { verdict, message, details } = &self.ends[end];
        let trace = json!({
            "version": 1, "verdict": verdict, "message": message, "details": details, "threads": self.threads,
            "objects": self.objects, "events": events, "sources": self.sources,
        });
        Trace::read(&trace.to_string())
    }
}

/// That a thread waits, as an event (as `blocked` in book/assets/graph.js).
fn blocked(wait: &Wait) -> Value {
    json!({
        "thread": wait.thread, "op": "blocks", "object": wait.object, "text": wait.text, "holds": [],
        "waits": wait.object, "file": wait.file, "line": wait.line,
    })
}

#[cfg(test)]
mod tests;
