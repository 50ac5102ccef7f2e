//! JUnit XML: a suite for each student, a case for each test. `quick-junit` escapes what students wrote.

use std::time::Duration;

use quick_junit::{NonSuccessKind, Property, Report, TestCase, TestCaseStatus, TestSuite};

use super::super::results::{Exercise, Outcome, Status, Submission, Test, plain};
use super::decimal;

/// The document.
///
/// # Errors
/// None that results in memory can come to.
pub(super) fn xml(class: &[Submission]) -> anyhow::Result<String> {
    let title = class.first().map_or("no submissions", |line| line.assignment.title.as_str());
    let mut report = Report::new(plain(title));
    report.add_test_suites(class.iter().map(suite));
    Ok(report.to_string()?)
}

fn suite(line: &Submission) -> TestSuite {
    let mut suite = TestSuite::new(plain(&line.student.id));
    let properties = [
        ("points", decimal(line.points)),
        ("max", decimal(line.max)),
        ("status", line.status.name().to_owned()),
        ("assignment", line.assignment.hash.clone()),
        ("sandbox", line.sandbox.name().to_owned()),
    ];
    suite.add_properties(properties.map(|(name, value)| Property::new(name, value)));
    suite.add_test_cases(line.exercises.iter().flat_map(cases));
    suite
}

fn cases(exercise: &Exercise) -> Vec<TestCase> {
    if !exercise.tests.is_empty() {
        return exercise.tests.iter().map(|test| case(exercise, test)).collect();
    }
    let kind = match exercise.status {
        Status::Missing | Status::ApiMismatch => NonSuccessKind::Failure,
        _ => NonSuccessKind::Error,
    };
    let mut status = TestCaseStatus::non_success(kind);
    status.set_type(exercise.status.name()).set_message(exercise.told());
    if !exercise.compiler.is_empty() {
        status.set_description(plain(&exercise.compiler));
    }
    let mut case = TestCase::new(exercise.name.as_str(), status);
    case.set_classname(exercise.name.as_str());
    vec![case]
}

fn case(exercise: &Exercise, test: &Test) -> TestCase {
    let mut status = match test.outcome {
        Outcome::Pass => TestCaseStatus::success(),
        Outcome::NotRun => TestCaseStatus::skipped(),
        Outcome::Fail => TestCaseStatus::non_success(NonSuccessKind::Failure),
        _ => TestCaseStatus::non_success(NonSuccessKind::Error),
    };
    if test.outcome != Outcome::Pass {
        status.set_type(test.verdict.as_deref().unwrap_or("not run")).set_message(test.told());
    }
    let mut case = TestCase::new(test.name.as_str(), status);
    case.set_classname(exercise.name.as_str());
    case.set_time(Duration::from_millis(test.ms));
    case
}

#[cfg(test)]
mod tests {
    use super::super::super::results::sample::class;
    use super::xml;

    #[test]
    fn every_student_is_a_suite_and_the_words_of_students_are_escaped() {
        let text = xml(&class()).expect("results make a document");
        assert!(!text.contains("<script"), "{text}");
        assert!(!text.contains('\u{1b}'), "{text}");
        let read = quick_junit::Report::deserialize_from_str(&text).expect("it is JUnit XML");
        assert_eq!(read.test_suites.len(), class().len());
        let (evil, dora) = (&read.test_suites[0], &read.test_suites[4]);
        assert_eq!((evil.tests, evil.failures, evil.errors), (4, 1, 0), "{text}");
        assert_eq!(text.matches("<skipped").count(), 2, "a_circle_ends was not run: {text}");
        assert_eq!((dora.tests, dora.failures, dora.errors), (4, 0, 0), "{text}");
        assert_eq!(read.test_suites[2].errors, 2, "each exercise that does not compile: {text}");
    }
}
