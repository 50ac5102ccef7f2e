//! `{{#plot NAME}}`: figures as a picture, with the numbers in a table below it.
//!
//! `book/plots.toml` says what is in it, [`measured`] what was measured, [`draw`] draws. No number is written by hand.
//! With `predict="yes"` the reader guesses first (`assets/guess.js`); without a script, the answer is folded away.

mod draw;
pub(super) mod measured;
mod number;

use std::collections::BTreeMap;

use anyhow::{Context, Result, bail, ensure};
use serde::Deserialize;

use super::chapter::Source;
use super::directive::Directive;
use super::html::escape;
use super::listing::read;
use draw::{Axis, Bar, svg};
use measured::{Machine, Measured, Record, Value, Wanted};
use number::Unit;

/// Where the plots are described.
const PLOTS: &str = "book/plots.toml";

/// A picture, as `book/plots.toml` describes it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Plot {
    title: String,
    /// The topic of rows that name none.
    topic: Option<String>,
    /// The case that rows are compared with if they do not name another. Without one, rows are times, or figures.
    compared_with: Option<String>,
    /// The unit of figures.
    unit: Option<String>,
    /// The least and the largest number of the axis, where something else than what was measured should decide.
    axis: Option<[f64; 2]>,
    /// Whether each round has a dot.
    #[serde(default)]
    rounds: bool,
    rows: Vec<Row>,
}

/// One bar.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    /// The case, or the figure.
    case: String,
    /// What the row is called, if not as the case.
    label: Option<String>,
    topic: Option<String>,
    compared_with: Option<String>,
    /// Whether all cores were kept busy meanwhile.
    #[serde(default)]
    loaded: bool,
}

impl Plot {
    fn unit(&self) -> Unit<'_> {
        match (&self.compared_with, &self.unit) {
            (_, Some(unit)) => Unit::Other(unit),
            (Some(_), None) => Unit::Ratio,
            (None, None) => Unit::Seconds,
        }
    }

    fn wanted<'a>(&'a self, row: &'a Row) -> Result<Wanted<'a>> {
        let topic = row.topic.as_deref().or(self.topic.as_deref());
        Ok(Wanted {
            topic: topic.with_context(|| format!("the row `{}` has no topic", row.case))?,
            case: &row.case,
            to: row.compared_with.as_deref().or(self.compared_with.as_deref()),
            loaded: row.loaded,
        })
    }
}

/// The picture, the table, and where the numbers come from.
pub(super) fn plot(source: &Source<'_>, directive: &mut Directive<'_>) -> Result<String> {
    let name = directive.required_argument("the name of a plot in book/plots.toml")?;
    let predict = match directive.take("predict") {
        None => false,
        Some("yes") => true,
        Some(other) => bail!("`predict` is \"yes\", not \"{other}\""),
    };
    let text = read(source.root, PLOTS, "plots are described there")?;
    let plots: BTreeMap<String, Plot> = toml::from_str(&text).with_context(|| PLOTS.to_owned())?;
    let plot = plots.get(name).with_context(|| {
        let names: Vec<_> = plots.keys().map(String::as_str).collect();
        format!("{PLOTS} has no plot `{name}`; it has {}", names.join(", "))
    })?;
    ensure!(!predict || matches!(plot.unit(), Unit::Ratio), "only ratios can be guessed");
    show(name, plot, &source.places.measured, predict)
}

fn show(name: &str, plot: &Plot, measured: &Measured, predict: bool) -> Result<String> {
    let mut bars = Vec::new();
    for row in &plot.rows {
        let wanted = plot.wanted(row)?;
        let reference = measured.reference.as_ref().and_then(|record| record.value(&wanted));
        if reference.is_none()
            && !wanted.case.starts_with("Python: ")
            && let Some(record) = &measured.reference
            && record.topic(wanted.topic).is_some()
        {
            bail!("{} has no {wanted}", measured::REFERENCE);
        }
        let own = measured.own.iter().find_map(|record| record.value(&wanted));
        bars.push(Bar { label: row.label.as_deref().unwrap_or(&row.case), reference, own });
    }
    let head = format!(
        "<figure class=\"plot\" id=\"plot-{name}\">\n<figcaption>{}</figcaption>\n",
        escape(&plot.title)
    );
    let topics = topics(plot);
    let values: Vec<f64> =
        bars.iter().flat_map(Bar::values).chain(plot.axis.into_iter().flatten()).collect();
    if bars.iter().all(|bar| bar.reference.is_none() && bar.own.is_none()) {
        return Ok(format!(
            "{head}<p class=\"plot-source\">Not recorded yet. {}</p>\n</figure>",
            measure(&topics)
        ));
    }
    let axis = Axis::around(&values, plot.unit());
    let figure = format!(
        "{head}{}{}{}</figure>",
        svg(&plot.title, &axis, plot.unit(), &bars, plot.rounds),
        table(plot.unit(), &bars),
        told(measured, &bars, &topics)
    );
    if !predict {
        return Ok(figure);
    }
    Ok(format!(
        "<workbook-guess data-name=\"{name}\">\n<details class=\"guess-key\">\n<summary>What was measured</summary>\n\
         {figure}\n</details>\n</workbook-guess>"
    ))
}

/// The topics of a plot, as the program that measures takes them.
fn topics(plot: &Plot) -> String {
    let mut topics: Vec<&str> = Vec::new();
    for topic in plot.rows.iter().filter_map(|row| row.topic.as_deref().or(plot.topic.as_deref())) {
        if !topics.contains(&topic) {
            topics.push(topic);
        }
    }
    topics.join(" ")
}

/// How to measure these topics.
fn measure(topics: &str) -> String {
    format!(
        "On Linux, <code>cargo run --release -p benches -- ratios {topics}</code> measures it on your machine, and when \
         you read this book by <code>cargo run</code>, your figures are then shown here."
    )
}

/// The numbers. A column that would be empty is left out.
fn table(unit: Unit<'_>, bars: &[Bar<'_>]) -> String {
    let limit = |bar: &Bar<'_>| bar.limit();
    let (reference, own) =
        (bars.iter().any(|bar| bar.reference.is_some()), bars.iter().any(|bar| bar.own.is_some()));
    let limits = bars.iter().any(|bar| limit(bar).is_some());
    let columns = [(reference, "reference machine"), (own, "your machine"), (limits, "limit")];
    let mut out =
        "<div class=\"table-wrapper\"><table>\n<thead><tr><th scope=\"col\">what</th>".to_owned();
    for (_, name) in columns.iter().filter(|(shown, _)| *shown) {
        out.push_str(&format!("<th scope=\"col\">{name}</th>"));
    }
    out.push_str("</tr></thead>\n<tbody>\n");
    for bar in bars {
        let cells = [
            (reference, bar.reference.as_ref().map(|value| told_value(unit, value))),
            (own, bar.own.as_ref().map(|value| told_value(unit, value))),
            (limits, limit(bar).map(|limit| unit.told(limit))),
        ];
        out.push_str(&format!("<tr><th scope=\"row\">{}</th>", escape(bar.label)));
        for (_, cell) in cells.into_iter().filter(|(shown, _)| *shown) {
            out.push_str(&format!("<td>{}</td>", cell.unwrap_or_default()));
        }
        out.push_str("</tr>\n");
    }
    out + "</tbody>\n</table></div>\n"
}

fn told_value(unit: Unit<'_>, value: &Value) -> String {
    let number = unit.told(value.value);
    match value.interval {
        None => number,
        Some((low, high)) => format!("{number} ({} to {})", unit.told(low), unit.told(high)),
    }
}

/// Where the numbers come from.
fn told(measured: &Measured, bars: &[Bar<'_>], topics: &str) -> String {
    let mut out = String::new();
    match &measured.reference {
        Some(record) if bars.iter().any(|bar| bar.reference.is_some()) => {
            out.push_str(&format!(
                "Reference machine: {}{}.",
                machine(&record.machine),
                dates(record, topics)
            ));
        }
        _ => out.push_str("The figures of the reference machine are not recorded yet."),
    }
    if let Some(own) = measured.own.first().filter(|_| bars.iter().any(|bar| bar.own.is_some())) {
        out.push_str(&format!(" Your machine: {}{}.", machine(&own.machine), dates(own, topics)));
    } else {
        out.push_str(&format!(" {}", measure(topics)));
    }
    if bars
        .iter()
        .flat_map(|bar| [&bar.reference, &bar.own])
        .flatten()
        .any(|value| value.interval.is_some())
    {
        out.push_str(" In brackets: where the true ratio is, with a probability of 0.95.");
    }
    format!("<p class=\"plot-source\">{out}</p>\n")
}

fn machine(machine: &Machine) -> String {
    let python = machine.python.as_ref().map_or(String::new(), |python| format!(", {python}"));
    escape(&format!(
        "{}, {} cores, {}, {}{python}",
        machine.processor, machine.cores, machine.system, machine.rust
    ))
}

fn dates(record: &Record, topics: &str) -> String {
    let mut dates: Vec<&str> =
        topics.split(' ').filter_map(|topic| Some(record.topic(topic)?.date.as_str())).collect();
    dates.sort_unstable();
    match (dates.first(), dates.last()) {
        (Some(first), Some(last)) if first == last => format!("; {}", escape(first)),
        (Some(first), Some(last)) => format!("; {} to {}", escape(first), escape(last)),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests;
