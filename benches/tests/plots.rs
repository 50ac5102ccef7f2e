//! The book's plots name cases, ratios and figures of ours.

#![cfg(target_os = "linux")]

use std::fs;
use std::path::Path;

use benches::case::Scale;
use benches::topic::find;
use toml::{Table, Value};

/// The rows of all plots, each with the plot that it is in.
fn rows() -> Vec<(String, Table, Table)> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../book/plots.toml");
    let text =
        fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let plots: Table = text.parse().expect("the plots are TOML");
    let mut rows = Vec::new();
    for (name, plot) in plots {
        let plot = plot.as_table().expect("a plot is a table").clone();
        for row in plot["rows"].as_array().expect("a plot has rows") {
            rows.push((
                name.clone(),
                plot.clone(),
                row.as_table().expect("a row is a table").clone(),
            ));
        }
    }
    rows
}

fn text<'a>(table: &'a Table, key: &str) -> Option<&'a str> {
    table.get(key).and_then(Value::as_str)
}

#[test]
fn whatever_a_plot_shows_is_measured() {
    let rows = rows();
    assert!(
        rows.len() > 20,
        "only {} rows were found: is book/plots.toml another file now?",
        rows.len()
    );
    for (plot, shared, row) in rows {
        let of = |key| text(&row, key).or_else(|| text(&shared, key));
        let case = text(&row, "case").unwrap_or_else(|| panic!("{plot}: a row has no case"));
        let topic = of("topic").unwrap_or_else(|| panic!("{plot}: the row {case} has no topic"));
        let topic = find(topic).unwrap_or_else(|error| panic!("{plot}: {error}"));
        let loaded = row.get("loaded").and_then(Value::as_bool).unwrap_or(false);
        let there = match (of("compared_with"), text(&shared, "unit")) {
            (Some(to), _) => topic
                .ratios
                .iter()
                .any(|ratio| (ratio.of, ratio.to, ratio.loaded) == (case, to, loaded)),
            // Its name says how many there were, and here there are few.
            (None, Some(unit)) => (topic.figures)(Scale::Tiny).iter().any(|figure| {
                let name = |name: &str| name.rsplit_once(", of ").map(|(name, _)| name.to_owned());
                figure.unit == unit && name(&figure.name) == name(case)
            }),
            (None, None) => topic
                .ratios
                .iter()
                .any(|ratio| !ratio.loaded && (ratio.of == case || ratio.to == case)),
        };
        assert!(
            there,
            "{plot}: `{case}` is not measured in the topic `{}`, or not like this",
            topic.name
        );
    }
}
