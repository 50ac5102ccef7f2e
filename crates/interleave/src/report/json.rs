//! The report as JSON, schema version 1.
//!
//! Written by hand: a serialiser would be most of the time it takes to build the crates of an exercise.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::{ObjectInfo, Report, Step, Timeline};

/// One object, its members in order.
pub(crate) struct Object(String);

impl Object {
    pub(crate) fn new() -> Object {
        Object("{".to_string())
    }

    pub(crate) fn raw(mut self, key: &str, value: &str) -> Object {
        let comma = if self.0.len() > 1 { "," } else { "" };
        let _ = write!(self.0, "{comma}{}:{value}", quoted(key));
        self
    }

    pub(crate) fn text(self, key: &str, value: &str) -> Object {
        self.raw(key, &quoted(value))
    }

    pub(crate) fn maybe_text(self, key: &str, value: Option<&str>) -> Object {
        self.raw(key, &value.map_or("null".to_string(), quoted))
    }

    pub(crate) fn maybe(self, key: &str, value: Option<usize>) -> Object {
        self.raw(key, &value.map_or("null".to_string(), |v| v.to_string()))
    }

    pub(crate) fn end(self) -> String {
        self.0 + "}"
    }
}

pub(crate) fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if c < ' ' => {
                let _ = write!(out, "\\u{:04x}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out + "\""
}

/// An array; `separator` may break the line between elements.
pub(crate) fn array(elements: impl Iterator<Item = String>, separator: &str) -> String {
    let elements: Vec<_> = elements.collect();
    format!("[{}]", elements.join(separator))
}

pub(super) fn json(report: &Report) -> String {
    let explored = Object::new()
        .raw("interleavings", &report.interleavings.to_string())
        .raw("exhaustive", &report.exhaustive.to_string())
        .maybe("preemption_bound", report.preemption_bound)
        .maybe_text("found_by", report.found_by.as_deref())
        .end();
    let object = Object::new()
        .raw("version", "1")
        .maybe_text("test", report.test.as_deref())
        .text("verdict", report.verdict.name())
        .text("message", &report.message)
        .raw("details", &array(report.details.iter().map(|d| quoted(d)), ","))
        .raw("explored", &explored)
        .maybe_text("replay", report.replay.as_deref())
        .text("printed", &report.printed);
    let object = match &report.timeline {
        Some(timeline) => with_timeline(object, timeline),
        None => object
            .raw("threads", "[]")
            .raw("objects", "[]")
            .raw("events", "[]")
            .raw("failed", "null")
            .raw("sources", "{}"),
    };
    object.end() + "\n"
}

fn with_timeline(report: Object, timeline: &Timeline) -> Object {
    let threads = timeline.threads.iter().map(|name| Object::new().text("name", name).end());
    let objects = timeline.objects.iter().map(object);
    let events = timeline.steps.iter().map(step);
    let failed = timeline.failed.map_or("null".to_string(), |(steps, thread)| {
        let event = steps.checked_sub(1);
        Object::new().maybe("event", event).raw("thread", &thread.to_string()).end()
    });
    let left_out = timeline.left_out.map_or("null".to_string(), |(after, steps)| {
        Object::new().maybe("after", Some(after)).maybe("steps", Some(steps)).end()
    });
    report
        .raw("threads", &array(threads, ","))
        .raw("objects", &array(objects, ","))
        .raw("events", &array(events, ",\n"))
        .raw("left_out", &left_out)
        .raw("failed", &failed)
        .raw("sources", &sources(&timeline.sources))
}

/// A lock, channel or atomic.
pub(crate) fn object(object: &ObjectInfo) -> String {
    Object::new()
        .text("kind", object.kind)
        .text("name", &object.name)
        .text("file", &object.file)
        .raw("line", &object.line.to_string())
        .end()
}

/// One of the events.
pub(crate) fn step(step: &Step) -> String {
    Object::new()
        .raw("thread", &step.thread.to_string())
        .text("op", step.op)
        .maybe("object", step.object)
        .text("text", &step.text)
        .maybe_text("value", step.value.as_deref())
        .raw("holds", &array(step.holds.iter().map(usize::to_string), ","))
        .maybe("waits", step.waits)
        .text("file", &step.file)
        .raw("line", &step.line.to_string())
        .maybe_text("note", step.note.as_deref())
        .end()
}

/// The lines of each file.
pub(crate) fn sources(sources: &BTreeMap<String, Vec<String>>) -> String {
    let mut object = Object::new();
    for (file, lines) in sources {
        object = object.raw(file, &array(lines.iter().map(|l| quoted(l)), ","));
    }
    object.end()
}
