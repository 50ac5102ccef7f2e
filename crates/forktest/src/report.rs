//! From a log to a report, as `interleave` shows it: one lane a process.

use interleave::{Report, Step, Timeline, Verdict};

use crate::log::Log;

/// A failed test, with the steps so far.
pub(crate) fn report(
    test: Option<&str>,
    verdict: Verdict,
    message: String,
    details: Vec<String>,
    log: &Log,
) -> Report {
    let mut report = Report::new(test.map(String::from), verdict, message);
    report.details = details;
    report.timeline = timeline(log);
    report
}

/// The steps of all processes; none if there were no processes but the test.
fn timeline(log: &Log) -> Option<Timeline> {
    let steps: Vec<Step> = log
        .steps()
        .into_iter()
        .map(|step| Step {
            thread: step.lane,
            op: step.op.name(),
            symbol: step.op.symbol(),
            object: None,
            text: step.text,
            value: None,
            note: None,
            holds: Vec::new(),
            waits: None,
            file: step.file.to_owned(),
            line: step.line,
        })
        .collect();
    let failed = Some((steps.len(), steps.last()?.thread));
    Some(Timeline { failed, ..Timeline::of_steps(log.lanes(), steps) })
}
