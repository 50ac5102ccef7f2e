//! From the cases of a topic to its record.

use std::collections::BTreeMap;

use crate::case::{Case, Scale};
use crate::interval::median;
use crate::load::Load;
use crate::machine;
use crate::paired::{Comparison, Plan, compare};
use crate::python::Python;
use crate::ratio::{Limit, Ratio};
use crate::record::{FigureRecord, RatioRecord, TimeRecord, TopicRecord};
use crate::topic::Topic;

/// Measures every ratio of a topic. `progress` is told what comes next.
pub fn measure(
    topic: &Topic,
    plan: &Plan,
    scale: Scale,
    progress: &mut dyn FnMut(&str),
) -> TopicRecord {
    let load_before = machine::load();
    // First of all: the memory that something takes is seen best while there is little else.
    let figures = (topic.figures)(scale)
        .into_iter()
        .map(|figure| FigureRecord {
            name: figure.name,
            value: figure.value,
            unit: figure.unit.to_owned(),
        })
        .collect();
    let mut skipped = Vec::new();
    let mut cases = cases(topic, scale, &mut skipped);
    let no_python = !skipped.is_empty();
    let mut times: BTreeMap<String, Vec<f64>> = BTreeMap::new();
    let mut ratios: Vec<RatioRecord> = Vec::new();
    for (i, ratio) in topic.ratios.iter().enumerate() {
        let Some((of, to)) = pair(&mut cases, ratio) else {
            if !(no_python && Python::is_meant_by(ratio.of)) {
                skipped.push(format!(
                    "{} / {} is left out: this machine cannot run it.",
                    ratio.of, ratio.to
                ));
            }
            continue;
        };
        let loaded = if ratio.loaded { ", under load" } else { "" };
        progress(&format!(
            "{} of {}: {} / {}{loaded}",
            i + 1,
            topic.ratios.len(),
            ratio.of,
            ratio.to
        ));
        let load = ratio.loaded.then(Load::start);
        let comparison = compare(of, to, plan);
        if load.is_none() {
            times.entry(ratio.of.to_owned()).or_default().extend(&comparison.first);
            times.entry(ratio.to.to_owned()).or_default().extend(&comparison.second);
        }
        ratios.push(ratio_record(ratio, &comparison));
    }
    fill_in_limits(topic, &mut ratios);
    let order =
        |case: &Case| times.get(case.name()).map(|times| (case.name().to_owned(), median(times)));
    TopicRecord {
        name: topic.name.to_owned(),
        about: topic.about.to_owned(),
        date: machine::today(),
        load: [load_before, machine::load()],
        times: cases
            .iter()
            .filter_map(order)
            .map(|(case, seconds)| TimeRecord { case, seconds })
            .collect(),
        ratios,
        figures,
        skipped,
    }
}

/// All cases of a topic, those in Python after our own.
pub fn cases(topic: &Topic, scale: Scale, skipped: &mut Vec<String>) -> Vec<Case> {
    let mut cases = (topic.cases)(scale);
    if topic.ratios.iter().any(|ratio| Python::is_meant_by(ratio.of)) {
        match Python::start(topic.name, scale) {
            Ok(python) => cases.extend(python),
            Err(why) => skipped.push(why),
        }
    }
    cases
}

/// The two cases of a ratio, if both are there.
fn pair<'a>(cases: &'a mut [Case], ratio: &Ratio) -> Option<(&'a mut Case, &'a mut Case)> {
    let position = |name| cases.iter().position(|case| case.name() == name);
    let [of, to] = cases.get_disjoint_mut([position(ratio.of)?, position(ratio.to)?]).ok()?;
    Some((of, to))
}

fn ratio_record(ratio: &Ratio, comparison: &Comparison) -> RatioRecord {
    let interval = comparison.interval();
    RatioRecord {
        of: ratio.of.to_owned(),
        to: ratio.to.to_owned(),
        loaded: ratio.loaded,
        ratio: comparison.ratio(),
        low: interval.low,
        high: interval.high,
        confidence: interval.confidence,
        goal: ratio.goal.words(),
        reached: ratio.goal.reached(comparison.ratio()),
        limit: match ratio.limit {
            Limit::None => String::new(),
            Limit::Ratio(of, _) => of.to_owned(),
            Limit::Words(words) => words.to_owned(),
        },
        limit_ratio: None,
        rounds: comparison.ratios(),
    }
}

/// A limit that is a ratio may be measured after what it limits.
fn fill_in_limits(topic: &Topic, ratios: &mut [RatioRecord]) {
    let measured: Vec<(String, String, f64)> = ratios
        .iter()
        .filter(|ratio| !ratio.loaded)
        .map(|ratio| (ratio.of.clone(), ratio.to.clone(), ratio.ratio))
        .collect();
    for ratio in topic.ratios {
        let Limit::Ratio(of, to) = ratio.limit else { continue };
        let limit =
            measured.iter().find(|(a, b, _)| a == of && b == to).map(|(_, _, limit)| *limit);
        for record in ratios.iter_mut() {
            if (&*record.of, &*record.to, record.loaded) == (ratio.of, ratio.to, ratio.loaded) {
                record.limit_ratio = limit;
            }
        }
    }
}
