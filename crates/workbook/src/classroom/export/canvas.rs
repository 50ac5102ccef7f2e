//! The gradebook that Canvas exports, with one column filled in.
//!
//! Headings are looked up, and none is made: Canvas would make a new assignment of one that it does not know. Its
//! importer: <https://github.com/instructure/canvas-lms/blob/master/lib/gradebook_importer.rb>.

use anyhow::{Context, ensure};

use super::super::results::Submission;
use super::roster::Roster;
use super::sheet::Sheet;
use super::{decimal, has_grade};

/// In the first column of the line that says how many points each assignment gives.
const POSSIBLE: &str = "points possible";

/// What stands in the cell of somebody who need not do it. The teacher has said so, and it stays.
const EXCUSED: &str = "EX";

/// The last column that is about the student.
const SECTION: &str = "Section";

/// The sheet as text, and the ids of the students whose line was not found.
///
/// # Errors
/// When it is no gradebook of Canvas, has no such column, or counts other points.
pub(super) fn filled(
    mut sheet: Sheet,
    class: &[Submission],
    column: &str,
    scale: bool,
) -> anyhow::Result<(String, Vec<String>)> {
    let section = sheet.column(SECTION, |name| name == SECTION).context(
        "this is no gradebook of Canvas (Grades, Export, in English); it has the students' columns up to `Section`",
    )?;
    let grades = sheet.column(column, |name| name == column || without_number(name) == column)?;
    ensure!(grades > section, "{column:?} is a column about the student");
    let possible = sheet
        .rows
        .iter()
        .position(|row| row.first().is_some_and(|cell| cell.trim().to_lowercase() == POSSIBLE));
    let possible = possible.context("the gradebook has no line `Points Possible`")?;
    let points: Option<f64> =
        sheet.rows[possible].get(grades).and_then(|cell| cell.trim().parse().ok());
    let points = points
        .with_context(|| format!("the gradebook does not say how many points {column:?} gives"))?;
    let factor = factor(points, class, scale)?;
    let roster = Roster {
        rows: possible + 1..sheet.rows.len(),
        columns: 0..section,
        platform: ("canvas", |row| row.get(1).map(|cell| cell.trim())),
    };
    let (found, strangers) = roster.find(&sheet, class);
    for (row, line) in found.into_iter().filter(|(_, line)| has_grade(line)) {
        let excused = sheet.rows[row].get(grades).is_some_and(|cell| cell.trim() == EXCUSED);
        if !excused {
            sheet.set(row, grades, decimal(line.points * factor));
        }
    }
    Ok((sheet.text()?, strangers))
}

/// What points are multiplied with, so that full points of the assignment are full points of the sheet.
///
/// # Errors
/// When they differ and nobody asked to convert.
pub(super) fn factor(possible: f64, class: &[Submission], scale: bool) -> anyhow::Result<f64> {
    let max = class.first().map_or(0.0, |line| line.max);
    ensure!(
        scale || possible == max,
        "the sheet counts {} points and the assignment {}; with --scale they are converted",
        decimal(possible),
        decimal(max)
    );
    ensure!(possible > 0.0, "the sheet counts 0 points");
    Ok(if scale { possible / max } else { 1.0 })
}

/// `Week 3 (4711)` without the number that Canvas writes behind a title.
fn without_number(heading: &str) -> &str {
    heading
        .strip_suffix(')')
        .and_then(|rest| rest.rsplit_once(" ("))
        .filter(|(_, number)| !number.is_empty() && number.chars().all(|c| c.is_ascii_digit()))
        .map_or(heading, |(title, _)| title)
}

#[cfg(test)]
mod tests {
    use super::super::super::results::sample::{class, line, refused};
    use super::super::super::results::{Status, Student};
    use super::*;

    const GRADEBOOK: &str = "\u{feff}Student,ID,SIS User ID,SIS Login ID,Section,Week 2 (17),Week 3 (18),Final Score\r\n\
        ,,,,,,Manual Posting,\r\n\
        \"    Points Possible\",,,,,5,10,(read only)\r\n\
        \"Öz, Dora\",4711,s-9,doraoez,A,3,,88.0\r\n\
        \"Lee, Anna\",4712,anna,annalee,A,,,\r\n\
        \"Roy, Ben\",4713,s-8,ben,B,,7,\r\n\
        \"Doe, Eve\",4715,eve,eve,B,EX,EX,\r\n\
        \"Student, Test\",4714,,abc,B,,,\r\n";

    fn fill(
        class: &[Submission],
        column: &str,
        scale: bool,
    ) -> anyhow::Result<(String, Vec<String>)> {
        filled(Sheet::parse(GRADEBOOK).expect("this is a sheet"), class, column, scale)
    }

    #[test]
    fn only_the_column_of_the_assignment_changes() {
        let mut class = class();
        class[0] = line("eve");
        let (text, strangers) = fill(&class, "Week 3", false).expect("it is there");
        let expected = GRADEBOOK
            .replace("A,3,,88.0", "A,3,10,88.0")
            .replace("annalee,A,,,", "annalee,A,,4.5,")
            .replace("ben,B,,7,", "ben,B,,0,");
        assert_eq!(text, expected.replace("\"    Points Possible\"", "    Points Possible"));
        assert_eq!(strangers, ["cleo"]);
    }

    #[test]
    fn nobody_is_guessed() {
        let mut known = line("x");
        known.student.aliases.insert("canvas".into(), "999".into());
        // The platform's number is not in the sheet; the name would be.
        known.student.name = Some("Lee, Anna".into());
        let mut twice = line("y");
        twice.student =
            Student { id: "y".into(), name: Some("Roy, Ben".into()), ..Student::default() };
        let (text, strangers) =
            fill(&[known, twice, line("ben")], "Week 3 (18)", false).expect("it is there");
        assert_eq!(strangers, ["ben", "x", "y"]);
        assert!(text.contains("ben,B,,7,"), "two submissions for one line change nothing: {text}");
    }

    #[test]
    fn who_could_not_be_graded_keeps_the_cell() {
        let (text, _) =
            fill(&[refused("ben", Status::GraderError)], "Week 3", false).expect("it is there");
        assert!(text.contains("ben,B,,7,"), "{text}");
    }

    #[test]
    fn other_points_are_converted_only_when_asked() {
        let error = fill(&class(), "Week 2", false).expect_err("it counts 5 points").to_string();
        assert!(error.contains("5 points and the assignment 10"), "{error}");
        let (text, _) = fill(&[line("anna")], "Week 2", true).expect("it is there");
        assert!(text.contains("annalee,A,2.25,"), "{text}");
    }

    #[test]
    fn a_heading_that_is_not_there_is_not_made() {
        let error = fill(&class(), "Week 4", false).expect_err("no such column").to_string();
        assert!(error.contains("no column \"Week 4\""), "{error}");
        assert!(fill(&class(), "Final Score", false).is_err(), "it is computed by Canvas");
        let sheet = Sheet::parse("a,b\n1,2\n").expect("this is a sheet");
        let error = format!("{:#}", filled(sheet, &class(), "b", false).expect_err("no gradebook"));
        assert!(error.contains("no gradebook of Canvas"), "{error}");
    }
}
