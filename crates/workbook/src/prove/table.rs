//! The summary of a proof: one row for each exercise, and every fault in a sentence.

use std::collections::BTreeMap;
use std::fmt;
use std::time::Duration;

use super::answers::{Answer, Kind};
use super::trial::Trial;
use crate::chapter::Exercise;
use crate::terminal::count;

/// The columns that count answers.
const COLUMNS: [(Kind, &str); 4] = [
    (Kind::Shipped, "as shipped"),
    (Kind::Solution, "solution"),
    (Kind::Right, "right"),
    (Kind::Wrong, "wrong"),
];

/// What has been found so far.
#[derive(Debug)]
pub(super) struct Table {
    /// The exercises' ids, in order.
    ids: Vec<String>,
    rows: BTreeMap<String, Row>,
    /// What does not hold.
    faults: Vec<String>,
    /// What holds, and by chance in part.
    chances: Vec<String>,
}

#[derive(Debug, Default)]
struct Row {
    /// For each column, how many answers did as expected, and how many there were.
    counts: [(usize, usize); COLUMNS.len()],
    /// How many things are wrong that need no run.
    faults: usize,
    /// How long all its answers took, of one worker's time.
    took: Duration,
}

impl Table {
    /// An empty table for these exercises.
    pub(super) fn new(exercises: &[Exercise]) -> Table {
        let ids: Vec<String> = exercises.iter().map(Exercise::id).collect();
        let rows = ids.iter().map(|id| (id.clone(), Row::default())).collect();
        Table { ids, rows, faults: Vec::new(), chances: Vec::new() }
    }

    /// Notes something that is wrong with an exercise, whatever its answers do.
    pub(super) fn fault(&mut self, id: &str, fault: &str) {
        self.rows.entry(id.to_owned()).or_default().faults += 1;
        self.faults.push(format!("{id}: {fault}"));
    }

    /// Notes what came of an answer.
    pub(super) fn add(&mut self, answer: &Answer, trial: &Trial) {
        let fault = trial.fault();
        let row = self.rows.entry(answer.exercise.id()).or_default();
        row.took += trial.took;
        for ((kind, _), (good, all)) in COLUMNS.iter().zip(&mut row.counts) {
            if *kind == answer.kind {
                *all += 1;
                *good += usize::from(fault.is_none());
            }
        }
        self.faults.extend(fault.map(|fault| format!("{answer}: {fault}")));
        self.chances.extend(trial.chance().map(|tests| format!("{answer}: {tests}")));
    }

    /// Whether nothing is wrong.
    pub(super) fn holds(&self) -> bool {
        self.faults.is_empty()
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let width = self.ids.iter().map(String::len).max().unwrap_or(0).max("exercise".len());
        write!(f, "{:width$}", "exercise")?;
        for (_, title) in COLUMNS {
            write!(f, "  {title:>10}")?;
        }
        writeln!(f, "  {:>10}  {:>10}", "the rest", "took")?;
        for id in &self.ids {
            write!(f, "{id:width$}")?;
            for (good, all) in self.rows[id].counts {
                write!(f, "  {:>10}", format!("{good}/{all}"))?;
            }
            let rest = match self.rows[id].faults {
                0 => "ok".to_owned(),
                faults => count(faults, "fault"),
            };
            writeln!(f, "  {rest:>10}  {:>8.0} s", self.rows[id].took.as_secs_f64())?;
        }
        if !self.holds() {
            writeln!(
                f,
                "\n{} not hold:",
                if self.faults.len() == 1 { "This does" } else { "These do" }
            )?;
        }
        for fault in &self.faults {
            writeln!(f, "- {}", fault.replace('\n', "\n  "))?;
        }
        if !self.chances.is_empty() {
            writeln!(f, "\nNot caught by the same test each time, so by chance in part:")?;
        }
        for chance in &self.chances {
            writeln!(f, "- {chance}")?;
        }
        writeln!(f)
    }
}
