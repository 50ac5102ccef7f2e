//! The graph as JSON, schema version 1.

use std::collections::HashMap;

use super::{Graph, State};
use crate::report::json::{Object, array, object, quoted, sources, step};

/// Texts that occur many times, each of which is written once.
#[derive(Default)]
struct Table {
    rows: Vec<String>,
    numbers: HashMap<String, usize>,
}

impl Table {
    fn number(&mut self, row: String) -> String {
        let rows = &mut self.rows;
        let number = *self.numbers.entry(row).or_insert_with_key(|row| {
            rows.push(row.clone());
            rows.len() - 1
        });
        number.to_string()
    }

    fn json(self) -> String {
        array(self.rows.into_iter(), ",\n")
    }
}

pub(super) fn json(graph: &Graph) -> String {
    let (mut events, mut waits) = (Table::default(), Table::default());
    let states: Vec<_> = graph.states.iter().map(|s| state(s, &mut events, &mut waits)).collect();
    let ends = graph.ends.iter().map(|end| {
        Object::new()
            .text("verdict", end.verdict.name())
            .text("message", &end.message)
            .raw("details", &array(end.details.iter().map(|d| quoted(d)), ","))
            .end()
    });
    let threads = graph.threads.iter().map(|name| Object::new().text("name", name).end());
    let whole = Object::new()
        .raw("version", "1")
        .raw("threads", &array(threads, ","))
        .raw("objects", &array(graph.objects.iter().map(object), ","))
        .raw("events", &events.json())
        .raw("waits", &waits.json())
        .raw("ends", &array(ends, ",\n"))
        .raw("states", &array(states.into_iter(), ",\n"))
        .raw("sources", &sources(&graph.sources));
    whole.end() + "\n"
}

fn state(state: &State, events: &mut Table, waits: &mut Table) -> String {
    let ways = state.ways.iter().map(|way| {
        let steps = way.steps.iter().map(|one| events.number(step(one)));
        format!("[{},{},{}]", way.thread, array(steps, ","), way.to)
    });
    let ways = array(ways, ",");
    let waiting = state.waits.iter().map(|wait| {
        let row = Object::new()
            .raw("thread", &wait.thread.to_string())
            .maybe("object", wait.object)
            .text("text", &wait.text)
            .text("file", &wait.file)
            .raw("line", &wait.line.to_string());
        waits.number(row.end())
    });
    let mut row = Object::new();
    match state.end {
        Some(end) => row = row.raw("end", &end.to_string()),
        None => row = row.raw("ways", &ways),
    }
    let waiting: Vec<_> = waiting.collect();
    if !waiting.is_empty() {
        row = row.raw("waits", &array(waiting.into_iter(), ","));
    }
    row.end()
}
