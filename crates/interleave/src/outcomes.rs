//! What a program can come to, over all its interleavings.

use std::collections::BTreeMap;
use std::fmt::{self, Debug};

use crate::report::Report;
use crate::search::{self, Choice};

/// One of the results.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// In how many of the interleavings that were run it came out. Equivalent ones are run once, so this is no
    /// probability.
    pub count: usize,
    /// For [`Explorer::replay`](crate::Explorer::replay): the first interleaving that led there.
    pub replay: String,
}

/// The set of results of a program.
#[derive(Clone, Debug)]
pub struct Outcomes<T> {
    results: BTreeMap<T, Outcome>,
    /// How far the search came.
    pub report: Report,
}

/// Results while they come in.
#[derive(Debug)]
pub(crate) struct Tally<T>(BTreeMap<T, (usize, Vec<Choice>)>);

impl<T> Default for Tally<T> {
    fn default() -> Tally<T> {
        Tally(BTreeMap::new())
    }
}

impl<T: Ord> Tally<T> {
    pub(crate) fn add(&mut self, result: T, choices: &[Choice]) {
        self.0.entry(result).or_insert_with(|| (0, choices.to_vec())).0 += 1;
    }

    /// Adds what another part of the search found.
    pub(crate) fn join(&mut self, other: Tally<T>) {
        for (result, (count, choices)) in other.0 {
            self.0.entry(result).or_insert((0, choices)).0 += count;
        }
    }
}

impl<T: Ord + Debug> Outcomes<T> {
    pub(crate) fn new(tally: Tally<T>, report: Report) -> Outcomes<T> {
        let outcome = |(result, (count, choices)): (T, (usize, Vec<Choice>))| {
            (result, Outcome { count, replay: search::encode(&choices) })
        };
        Outcomes { results: tally.0.into_iter().map(outcome).collect(), report }
    }

    /// The results, in order.
    pub fn results(&self) -> impl Iterator<Item = &T> {
        self.results.keys()
    }

    /// The results with what is known of each.
    pub fn iter(&self) -> impl Iterator<Item = (&T, &Outcome)> {
        self.results.iter()
    }

    /// Whether `result` came out.
    pub fn contains(&self, result: &T) -> bool {
        self.results.contains_key(result)
    }

    /// The number of different results.
    pub fn len(&self) -> usize {
        self.results.len()
    }

    /// Whether nothing came out, as when no interleaving was run.
    pub fn is_empty(&self) -> bool {
        self.results.is_empty()
    }
}

impl<T: Debug> fmt::Display for Outcomes<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (result, outcome) in &self.results {
            writeln!(f, "{result:?}  in {} of {}", outcome.count, self.report.interleavings)?;
        }
        Ok(())
    }
}
