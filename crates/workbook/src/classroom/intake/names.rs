//! Whose a submission is, by the name that a platform gave it.

use std::collections::BTreeMap;

use crate::classroom::results::Student;

/// The most characters of an id.
const LENGTH: usize = 100;

/// The student of a folder, zip or repository of this name.
///
/// - Moodle: `Anna Berg_12345_assignsubmission_file_`; the number is that of the grading sheet's `Participant 12345`.
/// - Canvas: `bergannalena_8812_991234_counter.zip`, with `_LATE` after the name if it was; the first number is the user's.
/// - Gradescope: `submission_123456`.
/// - Everything else, such as GitHub Classroom's `week-3-annaberg`, is taken as it is.
pub(super) fn of(name: &str) -> Student {
    let name = name.strip_suffix(".git").unwrap_or(name);
    let stem = match name.rsplit_once('.') {
        Some((stem, end)) if end.eq_ignore_ascii_case("zip") => stem,
        _ => name,
    };
    let parts: Vec<&str> = stem.split('_').collect();
    let is_number = |part: &&str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let known = |id: String, name: Option<&str>, kind: &str, alias: &str| Student {
        id,
        name: name.map(clean),
        aliases: BTreeMap::from([(kind.to_owned(), alias.to_owned())]),
    };
    match parts[..] {
        [student, number, "assignsubmission", ..] if is_number(&number) => {
            known(number.to_owned(), Some(student), "moodle", number)
        }
        ["submission", number] if is_number(&number) => {
            known(number.to_owned(), None, "gradescope", number)
        }
        [student, "LATE", user, file, ..] | [student, user, file, ..]
            if is_number(&user) && is_number(&file) && !student.is_empty() =>
        {
            known(user.to_owned(), Some(student), "canvas", user)
        }
        _ => Student { id: clean(stem), ..Student::default() },
    }
}

/// A name without what could do something to a terminal, a page or a sheet.
fn clean(name: &str) -> String {
    let plain = |c: char| {
        // Marks that turn the direction of writing hide what a name is.
        let turns = matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        if c.is_control() || turns { '?' } else { c }
    };
    name.chars().map(plain).take(LENGTH).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_platforms_names_are_understood() {
        for (name, id, student, kind) in [
            ("Anna Berg_12345_assignsubmission_file_", "12345", Some("Anna Berg"), Some("moodle")),
            ("bergannalena_8812_991234_counter.zip", "8812", Some("bergannalena"), Some("canvas")),
            (
                "bergannalena_LATE_8812_991234_counter.ZIP",
                "8812",
                Some("bergannalena"),
                Some("canvas"),
            ),
            ("submission_123456", "123456", None, Some("gradescope")),
            ("week-3-annaberg", "week-3-annaberg", None, None),
            ("week-3-annaberg.git", "week-3-annaberg", None, None),
            ("anna_berg", "anna_berg", None, None),
        ] {
            let found = of(name);
            assert_eq!(found.id, id, "of {name}");
            assert_eq!(found.name.as_deref(), student, "of {name}");
            assert_eq!(found.aliases.keys().next().map(String::as_str), kind, "of {name}");
        }
    }

    #[test]
    fn a_name_keeps_no_codes_for_the_terminal() {
        assert_eq!(of("ann\u{1b}[31ma\u{202e}b").id, "ann?[31ma?b");
    }
}
