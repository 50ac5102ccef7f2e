//! What is written down: `ratios.json`, from which the book draws.

use serde::{Deserialize, Serialize};

use crate::machine::Machine;

/// Everything that was measured on one machine.
#[derive(Debug, Serialize, Deserialize)]
pub struct Record {
    /// The version of this format.
    pub format: u32,
    /// Where.
    pub machine: Machine,
    /// What, in the order of [`crate::topic::TOPICS`].
    pub topics: Vec<TopicRecord>,
}

/// The version of the format that this program writes.
pub const FORMAT: u32 = 1;

/// One topic, measured in one go.
#[derive(Debug, Serialize, Deserialize)]
pub struct TopicRecord {
    /// Its name.
    pub name: String,
    /// What it is about.
    pub about: String,
    /// When, as `2026-01-31`.
    pub date: String,
    /// The load of the machine in the minute before, and in the last minute: see [`crate::machine::load`].
    pub load: [f64; 2],
    /// What one item of each case took.
    pub times: Vec<TimeRecord>,
    /// The ratios.
    pub ratios: Vec<RatioRecord>,
    /// Numbers that are no times.
    pub figures: Vec<FigureRecord>,
    /// What was not measured, and why: sentences.
    pub skipped: Vec<String>,
}

/// What one item of a case took: the median over all rounds in which it was compared with something, without load.
#[derive(Debug, Serialize, Deserialize)]
pub struct TimeRecord {
    /// The case.
    pub case: String,
    /// Seconds.
    pub seconds: f64,
}

/// A ratio, as measured.
#[derive(Debug, Serialize, Deserialize)]
pub struct RatioRecord {
    /// The case in question.
    pub of: String,
    /// The case it is compared with.
    pub to: String,
    /// Whether other processes kept all cores busy.
    pub loaded: bool,
    /// The median of the rounds' ratios.
    pub ratio: f64,
    /// An interval that covers the true ratio with a probability of `confidence`.
    pub low: f64,
    /// Its upper end.
    pub high: f64,
    /// See `low`.
    pub confidence: f64,
    /// The goal in words; empty if there is none.
    pub goal: String,
    /// Whether it was reached.
    pub reached: Option<bool>,
    /// What bounds the ratio, in words; empty if nothing was measured.
    pub limit: String,
    /// The bound, where it is a ratio that was measured as well.
    pub limit_ratio: Option<f64>,
    /// Each round's ratio.
    pub rounds: Vec<f64>,
}

/// A number that is no time.
#[derive(Debug, Serialize, Deserialize)]
pub struct FigureRecord {
    /// What it is the number of.
    pub name: String,
    /// The number.
    pub value: f64,
    /// Its unit.
    pub unit: String,
}
