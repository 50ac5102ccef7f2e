//! What was measured: the record of the reference machine, and the reader's own.
//!
//! `cargo run --release -p benches -- ratios` writes them, with `--record` those of the reference machine, and
//! `cargo bench -p benches` times only. The format is that of `benches/src/record.rs`.

use std::fmt;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use serde::Deserialize;

/// The record of the reference machine.
pub(super) const REFERENCE: &str = "benches/ratios.json";

/// The reader's own records: what is in the first counts.
pub(crate) const OWN: [&str; 2] = [".workbook/ratios.json", ".workbook/bench.json"];

/// The version of the format that is read here.
const FORMAT: u32 = 1;

/// Everything that the pages may show.
#[derive(Debug, Default)]
pub(in crate::book) struct Measured {
    /// None while nothing is recorded.
    pub(super) reference: Option<Record>,
    /// On the machine on which the book is read.
    pub(super) own: Vec<Record>,
}

/// What was measured on one machine.
#[derive(Debug, Deserialize)]
pub(super) struct Record {
    format: u32,
    pub(super) machine: Machine,
    topics: Vec<Topic>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Machine {
    pub(super) processor: String,
    pub(super) cores: usize,
    pub(super) system: String,
    pub(super) rust: String,
    pub(super) python: Option<String>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Topic {
    name: String,
    pub(super) date: String,
    times: Vec<Time>,
    ratios: Vec<Ratio>,
    figures: Vec<Figure>,
}

#[derive(Debug, Deserialize)]
struct Time {
    case: String,
    seconds: f64,
}

#[derive(Debug, Deserialize)]
struct Ratio {
    of: String,
    to: String,
    loaded: bool,
    ratio: f64,
    low: f64,
    high: f64,
    limit_ratio: Option<f64>,
    rounds: Vec<f64>,
}

#[derive(Debug, Deserialize)]
struct Figure {
    name: String,
    value: f64,
}

/// What a row asks for.
#[derive(Debug)]
pub(super) struct Wanted<'a> {
    pub(super) topic: &'a str,
    /// A case, or the name of a figure.
    pub(super) case: &'a str,
    /// The case it is compared with.
    pub(super) to: Option<&'a str>,
    pub(super) loaded: bool,
}

impl fmt::Display for Wanted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let loaded = if self.loaded { ", under load," } else { "" };
        match self.to {
            Some(to) => write!(f, "ratio of `{}`{loaded} to `{to}` in `{}`", self.case, self.topic),
            None => write!(f, "time or figure `{}` in `{}`", self.case, self.topic),
        }
    }
}

/// A number, and how sure it is.
#[derive(Debug, PartialEq)]
pub(super) struct Value {
    pub(super) value: f64,
    /// Where the true one is, if it comes from paired rounds.
    pub(super) interval: Option<(f64, f64)>,
    /// What no program can do better than.
    pub(super) limit: Option<f64>,
    /// Each round, if it comes from paired rounds.
    pub(super) rounds: Vec<f64>,
}

impl Measured {
    /// What there is in the workspace; the reader's own only if asked for.
    ///
    /// # Errors
    /// The record of the reference machine is there and cannot be read. One of the reader's is left out then: the next
    /// measurement replaces it.
    pub(in crate::book) fn read(root: &Path, own: bool) -> Result<Self> {
        let own = OWN.iter().filter(|_| own).filter_map(|path| read(root, path).ok().flatten());
        Ok(Self { own: own.collect(), reference: read(root, REFERENCE)? })
    }
}

fn read(root: &Path, path: &str) -> Result<Option<Record>> {
    let text = match fs::read_to_string(root.join(path)) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        text => text.with_context(|| format!("cannot read {path}"))?,
    };
    let record: Record =
        serde_json::from_str(&text).with_context(|| format!("{path} is no record of ratios"))?;
    ensure!(record.format == FORMAT, "{path} has another format; measure anew");
    Ok(Some(record))
}

impl Record {
    pub(super) fn topic(&self, name: &str) -> Option<&Topic> {
        self.topics.iter().find(|topic| topic.name == name)
    }

    /// What the row asks for, if it was measured. A ratio that no paired rounds gave is that of two times.
    pub(super) fn value(&self, wanted: &Wanted<'_>) -> Option<Value> {
        let topic = self.topic(wanted.topic)?;
        let Some(to) = wanted.to else {
            return Some(plain(topic.time(wanted.case).or_else(|| topic.figure(wanted.case))?));
        };
        let same = |ratio: &&Ratio| {
            ratio.of == wanted.case && ratio.to == to && ratio.loaded == wanted.loaded
        };
        if let Some(ratio) = topic.ratios.iter().find(same) {
            return Some(Value {
                value: ratio.ratio,
                interval: Some((ratio.low, ratio.high)),
                limit: ratio.limit_ratio,
                rounds: ratio.rounds.clone(),
            });
        }
        if !topic.ratios.is_empty() || wanted.loaded {
            return None;
        }
        Some(plain(topic.time(wanted.case)? / topic.time(to)?))
    }
}

impl Topic {
    fn time(&self, case: &str) -> Option<f64> {
        self.times.iter().find(|time| time.case == case).map(|time| time.seconds)
    }

    fn figure(&self, name: &str) -> Option<f64> {
        self.figures.iter().find(|figure| figure.name == name).map(|figure| figure.value)
    }
}

fn plain(value: f64) -> Value {
    Value { value, interval: None, limit: None, rounds: Vec::new() }
}
