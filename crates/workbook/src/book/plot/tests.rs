use std::fs;
use std::path::Path;

use super::measured::{Measured, OWN, REFERENCE};
use super::plot;
use crate::book::chapter::Source;
use crate::book::directive::Directive;
use crate::book::places::Places;

const PLOTS: &str = r#"
[ways]
title = "The sum, compared with one core"
topic = "sum"
compared_with = "iterator"
rows = [{ case = "2 threads", label = "two <threads>" }, { case = "Python: sum()" }]

[busy]
title = "Busy"
topic = "sum"
compared_with = "iterator"
rows = [{ case = "2 threads", loaded = true }]

[cost]
title = "A switch"
rows = [{ topic = "sum", case = "iterator" }, { topic = "coroutine", case = "switch" }]

[memory]
title = "Memory"
topic = "sum"
unit = "KiB"
rows = [{ case = "of a task" }]
"#;

/// A record in which two threads take `ratio`.
fn record(ratio: f64) -> String {
    format!(
        r#"{{"format": 1, "machine": {{"processor": "A & B", "cores": 2, "memory": 8, "system": "Linux", "rust": "rustc 1",
        "python": null}}, "topics": [{{"name": "sum", "about": "", "date": "2026-01-31", "load": [0.0, 0.0],
        "times": [{{"case": "iterator", "seconds": 2.5e-9}}, {{"case": "2 threads", "seconds": 1e-9}}],
        "ratios": [{{"of": "2 threads", "to": "iterator", "loaded": false, "ratio": {ratio}, "low": 0.5, "high": 0.6,
          "confidence": 0.96, "goal": "", "reached": null, "limit": "", "limit_ratio": 0.505, "rounds": [0.5, 0.6]}}],
        "figures": [{{"name": "of a task", "value": 0.25, "unit": "KiB"}}], "skipped": []}}]}}"#
    )
}

/// A workspace with the plots and these records.
fn workspace(files: &[(&str, &str)]) -> tempfile::TempDir {
    let root = tempfile::tempdir().expect("a folder for the test");
    for (path, text) in files.iter().chain([&("book/plots.toml", PLOTS)]) {
        let path = root.path().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).unwrap();
        fs::write(path, text).unwrap();
    }
    root
}

fn told(root: &Path, own: bool, line: &str) -> anyhow::Result<String> {
    let places = Places { measured: Measured::read(root, own)?, ..Places::default() };
    let source = Source { root, page: Path::new("15-measuring.md"), places: &places };
    plot(&source, &mut Directive::on_line(line).unwrap().expect("a directive"))
}

fn fault(root: &Path, line: &str) -> String {
    format!("{:#}", told(root, true, line).expect_err("it should be refused"))
}

#[test]
fn what_is_not_recorded_is_told_and_how_to_measure_it() {
    let root = workspace(&[]);
    let text = told(root.path(), true, "{{#plot ways predict=\"yes\"}}").unwrap();
    assert!(text.contains("Not recorded yet.") && text.contains("-- ratios sum<"), "{text}");
    assert!(!text.contains("<svg") && !text.contains("workbook-guess"), "{text}");
}

#[test]
fn the_picture_has_bar_interval_and_limit_and_the_table_the_numbers() {
    let root = workspace(&[(REFERENCE, &record(0.55))]);
    let text = told(root.path(), true, "{{#plot ways}}").unwrap();
    for part in [
        "<rect class=\"plot-reference\"",
        "<line class=\"plot-interval\"",
        "<line class=\"plot-limit\"",
        "<th scope=\"row\">two &lt;threads&gt;</th><td>0.550 (0.500 to 0.600)</td><td>0.505</td>",
        // Without Python on the reference machine, a row stays empty.
        "<th scope=\"row\">Python: sum()</th><td></td><td></td>",
        "Reference machine: A &amp; B, 2 cores, Linux, rustc 1; 2026-01-31.",
    ] {
        assert!(text.contains(part), "no {part} in\n{text}");
    }
    assert!(!text.contains("your machine</th>") && !text.contains("plot-own"), "{text}");
    assert!(!text.contains("\n\n"), "a blank line would end the HTML:\n{text}");
}

#[test]
fn the_readers_own_stand_beside_it_only_where_the_book_is_served() {
    let root = workspace(&[(REFERENCE, &record(0.55)), (OWN[0], &record(0.59))]);
    let served = told(root.path(), true, "{{#plot ways}}").unwrap();
    assert!(
        served.contains("<td>0.550 (0.500 to 0.600)</td><td>0.590 (0.500 to 0.600)</td>"),
        "{served}"
    );
    assert!(served.contains("<rect class=\"plot-own\""), "{served}");
    let elsewhere = told(root.path(), false, "{{#plot ways}}").unwrap();
    assert!(!elsewhere.contains("0.590") && !elsewhere.contains("plot-own"), "{elsewhere}");
}

#[test]
fn times_of_criterion_make_a_ratio_where_nothing_else_is_there() {
    let mut bench: serde_json::Value = serde_json::from_str(&record(0.7)).unwrap();
    bench["topics"][0]["ratios"] = serde_json::json!([]);
    let root = workspace(&[(REFERENCE, &record(0.55)), (OWN[1], &bench.to_string())]);
    let text = told(root.path(), true, "{{#plot ways}}").unwrap();
    assert!(text.contains("<td>0.550 (0.500 to 0.600)</td><td>0.400</td>"), "{text}");
}

#[test]
fn times_and_figures_have_their_units() {
    let root = workspace(&[(REFERENCE, &record(0.55))]);
    let times = told(root.path(), true, "{{#plot cost}}").unwrap();
    assert!(times.contains("<th scope=\"row\">iterator</th><td>2.50 ns</td>"), "{times}");
    assert!(times.contains("<th scope=\"row\">switch</th><td></td>"), "not measured yet: {times}");
    let figures = told(root.path(), true, "{{#plot memory}}").unwrap();
    assert!(figures.contains("<td>0.250 KiB</td>"), "{figures}");
}

#[test]
fn the_answer_is_folded_away_while_the_reader_guesses() {
    let root = workspace(&[(REFERENCE, &record(0.55))]);
    let text = told(root.path(), true, "{{#plot ways predict=\"yes\"}}").unwrap();
    assert!(text.starts_with("<workbook-guess data-name=\"ways\">\n<details"), "{text}");
    assert!(fault(root.path(), "{{#plot cost predict=\"yes\"}}").contains("only ratios"));
    assert!(fault(root.path(), "{{#plot ways predict=\"no\"}}").contains("\"yes\", not \"no\""));
}

#[test]
fn what_does_not_exist_is_refused() {
    let root = workspace(&[(REFERENCE, &record(0.55))]);
    let unknown = fault(root.path(), "{{#plot none}}");
    assert!(unknown.contains("no plot `none`; it has busy, cost, memory, ways"), "{unknown}");
    let missing = fault(root.path(), "{{#plot busy}}");
    assert!(
        missing.contains(
            "benches/ratios.json has no ratio of `2 threads`, under load, to `iterator` in `sum`"
        ),
        "{missing}"
    );
}

#[test]
fn a_broken_record_of_ours_stops_the_build_and_one_of_the_readers_does_not() {
    let root = workspace(&[(REFERENCE, "{}")]);
    assert!(fault(root.path(), "{{#plot ways}}").contains("benches/ratios.json is no record"));
    let root = workspace(&[(OWN[0], "{}"), (REFERENCE, &record(0.55))]);
    assert!(told(root.path(), true, "{{#plot ways}}").unwrap().contains("0.550"));
}
