//! The grading worksheet that Moodle gives for an assignment, with grades and feedback filled in.
//!
//! Moodle looks its headings up in the language of whoever imports, so none is made here, and only two columns are
//! touched: a changed `Last modified (grade)` would keep a grade from being taken. Its importer:
//! <https://github.com/moodle/moodle/blob/main/mod/assign/feedback/offline/importgradeslib.php>.

use anyhow::{Context, ensure};

use super::super::results::{Submission, plain};
use super::canvas::factor;
use super::roster::Roster;
use super::sheet::{Sheet, cell};
use super::{decimal, has_grade};

/// The headings of what is filled in.
#[derive(Debug, Clone, Copy)]
pub(super) struct Columns<'a> {
    pub grade: &'a str,
    /// May be missing: not every assignment has comments.
    pub feedback: &'a str,
}

/// The sheet as text, and the ids of the students whose line was not found.
///
/// # Errors
/// When it is no grading worksheet, has no such column, or counts other points.
pub(super) fn filled(
    mut sheet: Sheet,
    class: &[Submission],
    columns: Columns<'_>,
    scale: bool,
) -> anyhow::Result<(String, Vec<String>)> {
    let grade = sheet
        .column(columns.grade, |name| name == columns.grade)
        .context("`--column` names the grades' heading, as this worksheet has it")?;
    ensure!(
        sheet.rows.len() > 1 && sheet.rows[1..].iter().all(|row| participant(row).is_some()),
        "this is no grading worksheet of Moodle: in the first column of each line stands `Participant` and a number"
    );
    let feedback = sheet.column(columns.feedback, |name| name == columns.feedback).ok();
    // The maximum stands beside the grade, in every language.
    let maximum = sheet.rows[1].get(grade + 1).and_then(|cell| number(cell));
    let maximum = maximum.context(
        "the column after the grades is not that of the maximum; does the assignment use points?",
    )?;
    let factor = factor(maximum, class, scale)?;
    let roster =
        Roster { rows: 1..sheet.rows.len(), columns: 0..grade, platform: ("moodle", participant) };
    let (found, strangers) = roster.find(&sheet, class);
    for (row, line) in found.into_iter().filter(|(_, line)| has_grade(line)) {
        sheet.set(row, grade, decimal(line.points * factor));
        if let Some(feedback) = feedback {
            sheet.set(row, feedback, cell(&html(&line.feedback())));
        }
    }
    Ok((sheet.text()?, strangers))
}

/// The number in `Participant 4711`, in whatever language.
fn participant(row: &[String]) -> Option<&str> {
    let words = row.first()?.trim();
    let start = words
        .rfind(|c: char| !c.is_ascii_digit())
        .map_or(0, |at| at + words[at..].chars().next().map_or(1, char::len_utf8));
    Some(&words[start..]).filter(|digits| !digits.is_empty())
}

/// A number with a point or a comma.
fn number(text: &str) -> Option<f64> {
    text.trim().replace(',', ".").parse().ok()
}

/// Moodle takes feedback as HTML.
fn html(text: &str) -> String {
    crate::book::escape(&plain(text)).trim_end().replace('\n', "<br>").replace("  ", "&nbsp; ")
}

#[cfg(test)]
mod tests {
    use super::super::super::results::sample::{EVIL, class, line};
    use super::*;

    const WORKSHEET: &str = "Identifier,\"Full name\",\"Email address\",Status,Grade,\"Maximum Grade\",\"Grade can be changed\",\"Last modified (grade)\",\"Feedback comments\"\n\
        \"Participant 12\",\"Dora Öz\",dora@example.org,Submitted,,10.00,Yes,\"Monday, 2 November 2026, 9:00 AM\",old\n\
        \"Participant 13\",anna,anna@example.org,Submitted,3.00,10.00,Yes,-,\n\
        \"Participant 121\",\"Somebody Else\",else@example.org,Submitted,,10.00,Yes,-,\n";

    const ENGLISH: Columns<'static> = Columns { grade: "Grade", feedback: "Feedback comments" };

    fn fill(
        sheet: &str,
        class: &[Submission],
        columns: Columns<'_>,
    ) -> anyhow::Result<(Sheet, Vec<String>)> {
        let (text, strangers) =
            filled(Sheet::parse(sheet).expect("this is a sheet"), class, columns, false)?;
        Ok((Sheet::parse(&text)?, strangers))
    }

    #[test]
    fn only_grades_and_feedback_change() {
        let (sheet, strangers) = fill(WORKSHEET, &class(), ENGLISH).expect("it fits");
        let mut expected = Sheet::parse(WORKSHEET).expect("this is a sheet");
        for (row, grade) in [(1, "10"), (2, "4.5")] {
            expected.set(row, 4, grade.to_owned());
            expected.set(row, 8, sheet.rows[row][8].clone());
        }
        assert_eq!(sheet.rows, expected.rows);
        assert_eq!(strangers, [&plain(EVIL), "ben", "cleo"]);
        assert!(sheet.rows[1][8].starts_with("locks/counter: 5.00 of 5.00. PASSED<br>"));
    }

    #[test]
    fn feedback_is_text_and_no_markup_of_a_student() {
        let (sheet, _) = fill(WORKSHEET, &[line("anna")], ENGLISH).expect("it fits");
        let feedback = &sheet.rows[2][8];
        assert!(feedback.contains("&lt;script&gt;") && !feedback.contains("<script"), "{feedback}");
    }

    #[test]
    fn a_sheet_in_another_language_is_filled_by_its_own_headings() {
        let german = WORKSHEET
            .replace("Grade,\"Maximum Grade\"", "Bewertung,Bestwertung")
            .replace("Feedback comments", "Feedback als Kommentar")
            .replace("Participant", "Teilnehmer/in")
            .replace("10.00", "\"10,00\"");
        let error = fill(&german, &class(), ENGLISH).expect_err("it has no column Grade");
        assert!(format!("{error:#}").contains("\"Bewertung\""), "{error:#}");
        let columns = Columns { grade: "Bewertung", feedback: "Feedback als Kommentar" };
        let (sheet, _) = fill(&german, &class(), columns).expect("it fits");
        assert_eq!(sheet.rows[1][4], "10");
    }

    #[test]
    fn what_is_no_worksheet_is_refused() {
        let other = "Name,Grade,Maximum\nAnna,,10\n";
        let error = format!("{:#}", fill(other, &class(), ENGLISH).expect_err("no participants"));
        assert!(error.contains("no grading worksheet"), "{error}");
        let scale = WORKSHEET.replace("10.00", "Good");
        let error = format!("{:#}", fill(&scale, &class(), ENGLISH).expect_err("no points"));
        assert!(error.contains("does the assignment use points"), "{error}");
    }
}
