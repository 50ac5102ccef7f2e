//! Each topic runs, as a whole, with next to no work in each case. What the cases compute, they check themselves.

#![cfg(target_os = "linux")]

use std::collections::BTreeSet;
use std::process::{Command, Stdio};

use benches::python::Python;
use benches::record::TopicRecord;
use benches::sys::pin::cores;
use benches::topic::{TOPICS, Topic};

/// Measures a topic as the program does, in a process of its own.
fn measured(topic: &Topic) -> TopicRecord {
    let output = Command::new(env!("CARGO_BIN_EXE_benches"))
        .args(["measure", topic.name, "--once"])
        .output()
        .expect("start the program");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.success(),
        "measuring {} ended with {}; it said:\n{said}",
        topic.name,
        output.status
    );
    serde_json::from_slice(&output.stdout).expect("it prints a record")
}

fn has_python() -> bool {
    let status = Command::new("python3").arg("--version").stdout(Stdio::null()).status();
    status.is_ok_and(|status| status.success())
}

#[test]
fn every_ratio_of_every_topic_is_measured() {
    for topic in TOPICS {
        let record = measured(topic);
        let measured: Vec<_> = record
            .ratios
            .iter()
            .map(|ratio| (ratio.of.as_str(), ratio.to.as_str(), ratio.loaded))
            .collect();
        for ratio in topic.ratios {
            let possible = (has_python() || !Python::is_meant_by(ratio.of))
                && (cores().len() > 1 || !ratio.of.contains("two cores"));
            assert!(
                measured.contains(&(ratio.of, ratio.to, ratio.loaded)) || !possible,
                "{}: {} / {} was not measured. Is there a case of that name? It said: {:?}",
                topic.name,
                ratio.of,
                ratio.to,
                record.skipped
            );
        }
        for ratio in &record.ratios {
            assert!(ratio.ratio.is_finite() && ratio.ratio > 0.0, "{}: {ratio:?}", topic.name);
        }
    }
}

#[test]
fn every_case_has_a_name_of_its_own_and_is_part_of_a_ratio() {
    let output = Command::new(env!("CARGO_BIN_EXE_benches"))
        .arg("list")
        .output()
        .expect("start the program");
    assert!(output.status.success(), "list ended with {}", output.status);
    let list = String::from_utf8(output.stdout).expect("names are text");
    let mut topic = None;
    let mut names = BTreeSet::new();
    let mut unused = Vec::new();
    for line in list.lines() {
        let Some(name) = line.strip_prefix("    ") else {
            let name = line.split(':').next().unwrap_or_default();
            topic = TOPICS.iter().find(|topic| topic.name == name);
            names.clear();
            continue;
        };
        let topic = topic.expect("a topic comes first");
        assert!(names.insert(name), "{} has two cases `{name}`", topic.name);
        // A sentence about Python that is not there.
        if name.ends_with('.') {
            continue;
        }
        if !topic.ratios.iter().any(|ratio| ratio.of == name || ratio.to == name) {
            unused.push(format!("{}: {name}", topic.name));
        }
    }
    assert!(unused.is_empty(), "these cases are part of no ratio: {unused:?}");
}

#[test]
fn limits_that_are_ratios_are_measured_as_well() {
    for topic in TOPICS {
        for ratio in topic.ratios {
            if let benches::ratio::Limit::Ratio(of, to) = ratio.limit {
                assert!(
                    topic.ratios.iter().any(|other| other.of == of && other.to == to),
                    "{}: the limit {of} / {to} of {} is no ratio of the topic",
                    topic.name,
                    ratio.of
                );
            }
        }
    }
}

#[test]
fn a_wrong_word_is_answered_with_what_there_is() {
    let run = |arguments: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_benches"))
            .args(arguments)
            .output()
            .expect("start the program");
        (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
    };
    let (status, said) = run(&["ratios", "summ", "--once"]);
    assert!(
        status == Some(2) && said.contains("no topic `summ`") && said.contains("fibonacci"),
        "{status:?}: {said}"
    );
    let (status, said) = run(&["compare", "lock", "flock", "flok", "--once"]);
    assert!(
        status == Some(1) && said.contains("no case `flok`") && said.contains("fetch_add"),
        "{status:?}: {said}"
    );
    let (status, said) = run(&["--fast"]);
    assert!(status == Some(2) && said.contains("no option `--fast`"), "{status:?}: {said}");
}

#[test]
fn two_cases_are_compared_by_name() {
    let output = Command::new(env!("CARGO_BIN_EXE_benches"))
        .args(["compare", "sum", "loop", "iterator", "--once"])
        .output()
        .expect("start the program");
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && said.contains("ratio: "), "{}: {said}", output.status);
}
