//! A recorded run as `interleave` writes it (JSON, version 1): the part that a page needs in order to draw it.

use std::collections::BTreeMap;

use anyhow::{Context, Result, bail};
use serde::Deserialize;

/// A run, checked: every number in it points at something.
#[derive(Debug, Deserialize)]
pub(super) struct Trace {
    version: u32,
    pub(super) verdict: String,
    pub(super) message: String,
    #[serde(default)]
    pub(super) details: Vec<String>,
    pub(super) threads: Vec<Thread>,
    objects: Vec<Object>,
    pub(super) events: Vec<Event>,
    #[serde(default)]
    sources: BTreeMap<String, Vec<String>>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Thread {
    pub(super) name: String,
}

#[derive(Debug, Deserialize)]
struct Object {}

#[derive(Debug, Deserialize)]
pub(super) struct Event {
    pub(super) thread: usize,
    pub(super) text: String,
    pub(super) op: String,
    object: Option<usize>,
    #[serde(default)]
    holds: Vec<usize>,
    pub(super) waits: Option<usize>,
    pub(super) file: Option<String>,
    pub(super) line: Option<usize>,
}

impl Event {
    /// Whether its thread cannot go on by itself after it (as `BLOCKING` in book/assets/run.js).
    pub(super) fn blocks(&self) -> bool {
        self.waits.is_some()
            || matches!(self.op.as_str(), "blocks" | "waits" | "parks" | "sleeps" | "arrives")
    }
}

impl Trace {
    /// # Errors
    /// The text is no such trace, holds no events, or refers to a thread, an object or a line that it does not have.
    pub(super) fn read(json: &str) -> Result<Self> {
        let trace: Self = serde_json::from_str(json).context("this is no trace of a run")?;
        if trace.version != 1 {
            bail!("the trace is of version {}; this program reads version 1", trace.version);
        }
        if trace.events.is_empty() {
            bail!("the trace has no events, so there is nothing to step through");
        }
        for (number, event) in (1..).zip(&trace.events) {
            trace.check(event).with_context(|| format!("event {number} ({})", event.text))?;
        }
        Ok(trace)
    }

    fn check(&self, event: &Event) -> Result<()> {
        if event.thread >= self.threads.len() {
            bail!("there is no thread {}", event.thread);
        }
        let mut objects = event.object.iter().chain(&event.waits).chain(&event.holds);
        if let Some(missing) = objects.find(|&&object| object >= self.objects.len()) {
            bail!("there is no object {missing}");
        }
        // A file without its text is one of the standard library, and is not shown.
        if let (Some(file), Some(line)) = (&event.file, event.line)
            && let Some(lines) = self.sources.get(file)
            && (line == 0 || line > lines.len())
        {
            bail!("{file} has {} lines, and no line {line}", lines.len());
        }
        Ok(())
    }

    /// The file that the run ends in, of those whose text is known.
    pub(super) fn main_file(&self) -> Option<&str> {
        let files = self.events.iter().rev().filter_map(|event| event.file.as_deref());
        files.into_iter().find(|file| self.sources.contains_key(*file))
    }
}

#[cfg(test)]
mod tests {
    use super::Trace;

    fn error(event: &str) -> String {
        let json = format!(
            r#"{{"version":1,"verdict":"PASSED","message":"","threads":[{{"name":"main"}}],
                "objects":[{{"name":"left"}}],"events":[{event}],"sources":{{"a.rs":["one"]}}}}"#
        );
        format!("{:#}", Trace::read(&json).expect_err("this trace is wrong"))
    }

    #[test]
    fn what_is_no_trace_is_refused() {
        assert!(
            format!("{:#}", Trace::read("{}").unwrap_err())
                .contains("no trace of a run: missing field")
        );
        assert!(error("").contains("no events"));
    }

    #[test]
    fn another_version_is_refused() {
        let json =
            r#"{"version":2,"verdict":"","message":"","threads":[],"objects":[],"events":[]}"#;
        assert!(Trace::read(json).unwrap_err().to_string().contains("version 2"));
    }

    #[test]
    fn numbers_that_point_nowhere_are_refused_with_their_event() {
        assert_eq!(
            error(r#"{"thread":3,"text":"x","op":"yields"}"#),
            "event 1 (x): there is no thread 3"
        );
        assert!(
            error(r#"{"thread":0,"text":"x","op":"locks","object":4}"#).contains("no object 4")
        );
        assert!(
            error(r#"{"thread":0,"text":"x","op":"locks","holds":[0, 5]}"#).contains("no object 5")
        );
        let line = r#"{"thread":0,"text":"x","op":"locks","file":"a.rs","line":2}"#;
        assert!(error(line).contains("a.rs has 1 lines, and no line 2"));
    }
}
