//! A table of grades: a line for each student, two columns for each exercise. The first columns have the names that
//! nbgrader gives them.

use super::super::results::Submission;
use super::decimal;
use super::sheet::cell;

const COLUMNS: [&str; 10] = [
    "assignment",
    "student_id",
    "name",
    "email",
    "score",
    "max_score",
    "status",
    "message",
    "review",
    "sandbox",
];

/// The table as comma-separated values.
///
/// # Errors
/// None that results in memory can come to.
pub(super) fn table(class: &[Submission]) -> anyhow::Result<String> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let mut headings: Vec<String> = COLUMNS.map(String::from).to_vec();
    for exercise in class.first().map(|line| &line.exercises).into_iter().flatten() {
        headings.extend([cell(&exercise.name), cell(&format!("{} verdict", exercise.name))]);
    }
    writer.write_record(&headings)?;
    for line in class {
        let email = line.student.aliases.get("email").map_or("", String::as_str);
        let mut row = vec![
            cell(&line.assignment.name),
            cell(&line.student.id),
            cell(line.student.name.as_deref().unwrap_or_default()),
            cell(email),
            decimal(line.points),
            decimal(line.max),
            line.status.name().to_owned(),
            cell(&line.message),
            line.review.len().to_string(),
            line.sandbox.name().to_owned(),
        ];
        for exercise in &line.exercises {
            let verdict = exercise.verdict.as_deref().unwrap_or(exercise.status.words());
            row.extend([decimal(exercise.points), verdict.to_owned()]);
        }
        writer.write_record(&row)?;
    }
    Ok(String::from_utf8(writer.into_inner().map_err(|error| error.into_error())?)?)
}

#[cfg(test)]
mod tests {
    use super::super::super::results::sample::class;
    use super::table;

    #[test]
    fn every_student_has_a_line_and_no_cell_is_a_formula() {
        let text = table(&class()).expect("results make a table");
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let headings = reader.headers().expect("there are headings").clone();
        assert_eq!(&headings[10], "locks/counter");
        assert_eq!(&headings[13], "locks/transfer verdict");
        let rows: Vec<csv::StringRecord> =
            reader.records().collect::<Result<_, _>>().expect("every line has as many cells");
        assert_eq!(rows.len(), class().len());
        for cell in rows.iter().flatten() {
            assert!(!cell.starts_with(['=', '+', '-', '@']), "a formula: {cell:?}");
            assert!(!cell.contains(['\u{1b}', '\u{202e}']), "{cell:?}");
        }
        assert_eq!(&rows[1][4], "4.5");
        assert_eq!((&rows[2][6], &rows[2][11]), ("compile_error", "DOES NOT COMPILE"));
        assert_eq!((&rows[3][6], &rows[3][11]), ("rejected", "could not be taken"));
        assert_eq!((&rows[4][2], &rows[4][3]), ("Dora Öz", "dora@example.org"));
    }
}
