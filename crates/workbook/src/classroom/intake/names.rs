//! Whose a submission is, by the name that a platform gave it.

use std::collections::BTreeMap;

use crate::classroom::results::Student;

/// The most characters of an id.
const LENGTH: usize = 100;

/// The student of a folder, zip or repository of this name.
///
/// - Moodle: `Anna Berg_12345_assignsubmission_file_`; the number is that of the grading sheet's `Participant 12345`.
/// - Canvas: `bergannalena_8812_991234_counter.zip`, with `_LATE` after the name if it was; the first number is the
///   user's.
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

/// What a student called the file that Canvas has put into its zip as `bergannalena_8812_991234_counter-1.rs`:
/// `counter.rs`. The `-1` is from Canvas, for a file that was handed in again. None for a name of another kind.
pub(super) fn file(name: &str) -> Option<String> {
    let is_number = |part: &&str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let mut parts = name.splitn(4, '_');
    let (_, second) = (parts.next()?, parts.next()?);
    let rest =
        if second == "LATE" { name.splitn(5, '_').skip(2) } else { name.splitn(4, '_').skip(1) };
    let [user, upload, file] = rest.collect::<Vec<_>>()[..] else { return None };
    if !(is_number(&user) && is_number(&upload)) {
        return None;
    }
    let stem = file.strip_suffix(".rs")?;
    let again = stem.rsplit_once('-').filter(|(_, number)| is_number(number));
    Some(format!("{}.rs", again.map_or(stem, |(stem, _)| stem)))
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
    fn a_file_in_the_zip_of_canvas_has_the_name_that_the_student_gave_it() {
        for (name, expected) in [
            ("bergannalena_8812_991234_counter.rs", Some("counter.rs")),
            ("bergannalena_LATE_8812_991234_counter.rs", Some("counter.rs")),
            ("bergannalena_8812_991234_counter-2.rs", Some("counter.rs")),
            ("bergannalena_8812_991234_ticket_office.rs", Some("ticket_office.rs")),
            ("bergannalena_8812_991234_work.zip", None),
            ("ticket_office.rs", None),
            ("counter.rs", None),
        ] {
            assert_eq!(file(name).as_deref(), expected, "of {name}");
        }
    }

    #[test]
    fn a_name_keeps_no_codes_for_the_terminal() {
        assert_eq!(of("ann\u{1b}[31ma\u{202e}b").id, "ann?[31ma?b");
    }
}
