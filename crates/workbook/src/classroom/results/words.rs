//! Results in plain words, for places that show text.

use std::collections::BTreeMap;

use super::{Exercise, Outcome, Status, Submission, Test};

/// `text` without what a terminal obeys and what turns the direction of writing. Line breaks and tabs stay.
pub(crate) fn plain(text: &str) -> String {
    let turns = |c: char| matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    text.chars().filter(|c| !turns(*c) && (!c.is_control() || matches!(c, '\n' | '\t'))).collect()
}

/// A name for a file or folder of each of these students, in their order: the id, where it can be one everywhere.
pub(crate) fn file_names<'s>(ids: impl Iterator<Item = &'s str>) -> Vec<String> {
    let mut taken: BTreeMap<String, usize> = BTreeMap::new();
    let name = |id: &str| {
        let safe = |c: char| if c.is_ascii_alphanumeric() || "-_".contains(c) { c } else { '-' };
        let name: String = id.chars().map(safe).take(80).collect();
        // Some file systems know no difference between capitals and small letters.
        let times = taken.entry(name.to_lowercase()).or_default();
        *times += 1;
        if *times == 1 { name } else { format!("{name}.{times}") }
    };
    ids.map(name).collect()
}

impl Test {
    /// What came of it, in a line: `failed: LOST UPDATE: both read 0`.
    pub(crate) fn told(&self) -> String {
        let mut words = self.outcome.words().to_owned();
        if self.outcome == Outcome::Pass {
            return words;
        }
        for more in [self.verdict.as_deref().unwrap_or_default(), &self.message] {
            if !more.is_empty() {
                words += ": ";
                words += &plain(more);
            }
        }
        words
    }
}

impl Exercise {
    /// What came of it, in a line.
    pub(crate) fn told(&self) -> String {
        let what = match (&self.verdict, self.status) {
            (Some(verdict), Status::Graded) => verdict.as_str(),
            _ => self.status.words(),
        };
        match plain(&self.message) {
            message if message.is_empty() => what.to_owned(),
            message => format!("{what}: {message}"),
        }
    }
}

impl Submission {
    /// The feedback for the student as text, a line for each exercise, and for each test that gave less than its
    /// points.
    pub(crate) fn feedback(&self) -> String {
        let mut out = String::new();
        if self.status != Status::Graded && !self.message.is_empty() {
            out += &format!("{}: {}\n", self.status.words(), plain(&self.message));
        }
        for exercise in &self.exercises {
            out += &format!(
                "{}: {:.2} of {:.2}. {}\n",
                exercise.name,
                exercise.points,
                exercise.max,
                exercise.told()
            );
            for test in exercise.tests.iter().filter(|test| test.outcome != Outcome::Pass) {
                out += &format!("  {} ({}): {}\n", test.name, test.property, test.told());
            }
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::{EVIL, line};
    use super::{file_names, plain};

    #[test]
    fn every_student_has_a_file_name_of_their_own_whatever_they_are_called() {
        let names = file_names(["a/b", "a.b", "A-B", EVIL, "../x"].into_iter());
        assert_eq!(names[..3], ["a-b", "a-b.2", "A-B.3"]);
        let mut lower: Vec<String> = names.iter().map(|name| name.to_lowercase()).collect();
        lower.sort();
        lower.dedup();
        assert_eq!(lower.len(), names.len(), "{names:?}");
        let safe = |name: &String| !name.contains(['/', '<']) && !name.starts_with('.');
        assert!(names.iter().all(safe), "{names:?}");
    }

    #[test]
    fn feedback_names_each_exercise_and_each_test_that_failed() {
        let feedback = line("anna").feedback();
        assert!(feedback.starts_with("locks/counter: 2.50 of 5.00. LOST UPDATE: "), "{feedback}");
        assert!(feedback.contains("  one_visitor_counts_one (right): failed: LOST UPDATE: "));
        assert!(!feedback.contains("no_visitor_is_lost"), "it passed: {feedback}");
        assert!(feedback.contains("  a_circle_ends (concurrent): not run"), "{feedback}");
    }

    #[test]
    fn text_loses_what_a_terminal_obeys_and_nothing_else() {
        assert!(!plain(EVIL).contains(['\u{1b}', '\u{202e}']));
        assert_eq!(plain("ä\n\t→ \"<b>\" 🙂"), "ä\n\t→ \"<b>\" 🙂");
    }
}
